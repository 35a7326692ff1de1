/** Minutes since 2020 are what scoring counts in: small enough that sums of many times stay exact. */
export const toMinutes = (milliseconds: number): number => (milliseconds - EPOCH) / 60_000;

export const toMilliseconds = (minutes: number): number => Math.round(minutes * 60_000) + EPOCH;

const EPOCH = Date.UTC(2020, 0, 1);
