import { normalBelow } from '@relight/shared/network/normal';

/** How customers without supply call. Minutes and shares; engineering defaults, to be replaced by a utility's own history. */
export type CallLaw = {
  /** Share of the customers out who ever call, before the event's own factor. */
  readonly share: number;
  readonly medianDelay: number;
  /** Of the logarithm of the delay. */
  readonly delaySpread: number;
  /** Spread of the logarithm of a factor that all customers of one event share. */
  readonly eventSpread: number;
  /** Calls of a customer and minute about something else. */
  readonly strayRate: number;
  /** Share of the customers whose record names a place behind another transformer. */
  readonly wrongRecords: number;
};

export const MINUTES_A_YEAR = 525_600;
const NIGHT_SHARE = 0.4;
const STRAY_A_YEAR = 0.02;

export const callLaw = (
  dayShare: number,
  night: boolean,
  changed: Partial<{ eventSpread: number; strayTimes: number; wrongRecords: number }> = {},
): CallLaw => ({
  share: dayShare * (night ? NIGHT_SHARE : 1),
  medianDelay: night ? 25 : 8,
  delaySpread: 0.95,
  eventSpread: changed.eventSpread ?? 0.4,
  strayRate: ((changed.strayTimes ?? 1) * STRAY_A_YEAR) / MINUTES_A_YEAR,
  wrongRecords: changed.wrongRecords ?? 0.02,
});

/** One hour in three is night. */
export const NIGHTS = 1 / 3;

/** Density of the delay between outage and call, per minute. */
export const delayDensity = ({ medianDelay, delaySpread }: CallLaw, delay: number): number => {
  if (delay <= 0) return 0;
  const z = Math.log(delay / medianDelay) / delaySpread;
  return Math.exp((-z * z) / 2) / (delay * delaySpread * Math.sqrt(2 * Math.PI));
};

/** Share of those who ever call who have called after so many minutes. */
export const calledBy = ({ medianDelay, delaySpread }: CallLaw, delay: number): number =>
  delay <= 0 ? 0 : normalBelow(Math.log(delay / medianDelay) / delaySpread);
