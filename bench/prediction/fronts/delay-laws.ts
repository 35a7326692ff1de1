import { type CallLaw, callLaw } from '../call-law.ts';

/** How soon the customers of a front call, of those who ever do: lognormal, in the words of its median. */
export const DELAY_LAWS = [
  { name: 'median 8 min', median: 8 },
  { name: 'median 1 min', median: 1 },
  { name: 'median 10 s', median: 10 / 60 },
] as const;
export type DelayLaw = (typeof DELAY_LAWS)[number];

/** One customer in ten calls, as by day. */
export const FRONT_SHARE = 0.1;

export const frontLaw = (delay: DelayLaw, wrongRecords: number): CallLaw => ({
  ...callLaw(FRONT_SHARE, false, { wrongRecords }),
  medianDelay: delay.median,
});
