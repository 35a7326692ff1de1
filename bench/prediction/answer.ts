import { intersectRanges } from '@relight/shared/network/ranges';
import type { Outlook } from './fronts/outlook.ts';
import type { Meters } from './meters.ts';
import type { Signal } from './signals.ts';
import type { Kind, Site, World } from './world.ts';

/** What an engine shows: who is without supply, as service points [from, to), and how sure it is. */
export type Answer = {
  readonly from: number;
  readonly to: number;
  /** A device, or only a service point whose meter is to be asked first. */
  readonly level: 'device' | 'service';
  /** Kind of the device; a device that never fails here, such as a substation's transformer, counts as a breaker. */
  readonly kind: Kind;
  readonly probability: number;
};

/** What every engine is given. */
export type Hearing = {
  readonly world: World;
  /** In the order of time. */
  readonly signals: readonly Signal[];
  /** Milliseconds since 1970 of a minute of the simulated event. */
  readonly clock: (minute: number) => number;
  /** Whether telemetry reports positions, the closed ones too. */
  readonly telemetered?: boolean;
  readonly meters?: Meters;
  /** An outage that was confirmed, and then ended by closing its device again. */
  readonly restored?: { readonly site: Site; readonly confirmed: number; readonly at: number };
};

export type Engine = {
  readonly name: string;
  /** What is shown after all that was heard up to `now`, minutes. Asked with growing times. */
  readonly answersAt: (now: number) => readonly Answer[];
  /** What it expects to be out in all, as of the last answers; for an engine that says so. */
  readonly outlook?: () => Outlook | undefined;
};

/** The service points that lose supply with a device, wherever it stands. */
export const answerAt = (world: World, device: string, level: Answer['level'], probability: number): Answer => {
  const site = world.siteOf(device);
  if (site) return { from: site.from, to: site.to, level, kind: site.kind, probability };
  const { from, to } = unfailing(world, device);
  return { from, to, level, kind: 'breaker', probability };
};

const extents = new WeakMap<World, Map<string, { from: number; to: number }>>();

const unfailing = (world: World, device: string): { from: number; to: number } => {
  const known = extents.get(world) ?? new Map<string, { from: number; to: number }>();
  extents.set(world, known);
  const before = known.get(device);
  if (before) return before;
  const ranges = world.facts.below(device)?.ranges ?? [];
  const inside = world.points.flatMap((id, point) => {
    const section = world.facts.servicePoint(id)?.section ?? -1;
    return intersectRanges(ranges, [section, section + 1]).length > 0 ? [point] : [];
  });
  const found =
    inside.length === 0 ? { from: 0, to: 0 } : { from: inside[0] as number, to: (inside.at(-1) as number) + 1 };
  known.set(device, found);
  return found;
};
