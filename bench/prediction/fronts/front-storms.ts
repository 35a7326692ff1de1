import type { Hearing } from '../answer.ts';
import { chanceFor } from '../chance.ts';
import { clockOf } from '../clock.ts';
import { drawCalls } from '../draw-calls.ts';
import type { Fault } from '../faults.ts';
import { automaticPings, drawGasps, type Meters, metersOf } from '../meters.ts';
import { type Records, recordsOf } from '../records.ts';
import { rulesEngine } from '../rules-engine.ts';
import { inOrder, type Signal, type SwitchSignal } from '../signals.ts';
import type { Scorer } from '../single-faults.ts';
import type { World } from '../world.ts';
import { FRONT_SHARE, frontLaw } from './delay-laws.ts';
import { drawFront } from './draw-front.ts';
import { exactFrontEngine } from './exact-front-engine.ts';
import type { Front } from './front.ts';
import { drawTelemetry } from './front-telemetry.ts';
import { FIGURE_MINUTES, LAST_LOOK, lookMinutes } from './looks.ts';
import { follow, type Track } from './track.ts';

/** An opening that telemetry told of at some minute, and whose supply is gone with it. */
export type Opening = { readonly at: number; readonly from: number; readonly to: number };

/** One storm, and what each engine made of it. */
export type Storm = {
  readonly faults: readonly Fault[];
  readonly opened: readonly Opening[];
  readonly tracks: readonly Track[];
};

export type StormPlan = {
  readonly world: World;
  readonly seed: number;
  readonly storms: number;
  readonly scorer: Scorer;
  /** For networks so small that the exact posterior can be added up. */
  readonly isExact?: boolean;
};

/** Calls about something else are heard from so long before the front. */
const BEFORE = 30;

/**
 * So many storms of a kind; none where the network has no room for one. What breaks and who calls does not depend on meters, telemetry and
 * records, so that these are compared on the same storms.
 */
export const frontStorms = (plan: StormPlan, front: Front): readonly Storm[] => {
  const { world, seed, storms } = plan;
  const records = recordsOf(world, front.wrongRecords, seed);
  const meters = front.coverage > 0 ? metersOf(world, records, front.coverage, seed) : undefined;
  return Array.from({ length: storms }, (_, i) => oneStorm(plan, front, { records, meters, i })).flat();
};

type Equipment = { readonly records: Records; readonly meters: Meters | undefined; readonly i: number };

const oneStorm = (
  { world, seed, scorer, isExact = false }: StormPlan,
  front: Front,
  { records, meters, i }: Equipment,
): readonly Storm[] => {
  const name = [seed, world.name, 'front', front.places, front.passing, front.delay.name, i];
  const chance = chanceFor(...name);
  const faults = drawFront(world, front, chance);
  if (!faults) return [];
  const law = frontLaw(front.delay, front.wrongRecords);
  const calls = drawCalls({ world, law, records, name: `front${i}`, chance }, faults, {
    from: -BEFORE,
    until: LAST_LOOK,
  });
  const positions = drawTelemetry(
    world,
    { telemetry: front.telemetry, faults, until: LAST_LOOK },
    chanceFor(...name, front.telemetry),
  );
  const signals = inOrder([
    ...calls,
    ...positions,
    ...(meters
      ? heardFromMeters({ world, meters, name: `front${i}`, faults }, calls, chanceFor(...name, 'meters'))
      : []),
  ]);
  const hearing: Hearing = { world, signals, clock: clockOf(false), ...(meters ? { meters } : {}) };
  const minutes = lookMinutes();
  return [
    {
      faults,
      opened: openingsAmong(world, positions),
      tracks: [
        follow(rulesEngine(hearing), { world, faults, minutes }),
        follow(scorer(hearing, FRONT_SHARE), { world, faults, minutes }),
        ...(isExact
          ? [follow(exactFrontEngine({ world, law }, calls), { world, faults, minutes: FIGURE_MINUTES })]
          : []),
      ],
    },
  ];
};

const openingsAmong = (world: World, positions: readonly SwitchSignal[]): readonly Opening[] =>
  positions.flatMap(({ kind, device, at }) => {
    const site = world.siteOf(device);
    return kind === 'opened' && site ? [{ at, from: site.from, to: site.to }] : [];
  });

/** Last gasps, and the answers of the meters that an operation asks by itself. */
const heardFromMeters = (
  asked: Parameters<typeof automaticPings>[0],
  calls: readonly Signal[],
  chance: ReturnType<typeof chanceFor>,
): readonly Signal[] => {
  const gasps = drawGasps(asked, asked.faults, chance);
  return [...gasps, ...automaticPings(asked, inOrder([...calls, ...gasps]), LAST_LOOK, chance)];
};
