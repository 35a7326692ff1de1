import type { DeviceNear } from '@relight/shared/http/networks';

/**
 * The feeder of the outage first, each group nearest first as it came: where several feeders leave one substation, the nearest device is
 * often none of this outage's.
 */
export const ownFirst = (found: readonly DeviceNear[], feeder: string): DeviceNear[] => [
  ...found.filter((it) => it.feeder === feeder),
  ...found.filter((it) => it.feeder !== feeder),
];
