import type { DeviceNear } from '@relight/shared/http/networks';

/** What is around a crew: as of now, or of before where nobody can be asked, or nothing because nobody ever could. */
export type Near = { readonly found: readonly DeviceNear[]; readonly as: 'now' | 'before' | 'unknown' };

/** The last answers of the job in hand, by what was asked for. */
const before = new Map<unknown, { readonly incident: string; readonly found: readonly DeviceNear[] }>();

/** Asks, or falls back on what was found before for the same kind of thing and the same incident. */
export const rememberNear = async (
  kind: unknown,
  { incident, feeder }: { readonly incident: string; readonly feeder: string },
  ask: () => Promise<DeviceNear[]>,
): Promise<Near> => {
  try {
    const found = ownFirst(await ask(), feeder);
    before.set(kind, { incident, found });
    return { found, as: 'now' };
  } catch {
    const last = before.get(kind);
    return last?.incident === incident ? { found: last.found, as: 'before' } : { found: [], as: 'unknown' };
  }
};

/**
 * The feeder of the outage first, each group nearest first as it came: where several feeders leave one substation, the nearest device is
 * often none of this outage's.
 */
export const ownFirst = (found: readonly DeviceNear[], feeder: string): DeviceNear[] => [
  ...found.filter((it) => it.feeder === feeder),
  ...found.filter((it) => it.feeder !== feeder),
];
