import { ETR_MODEL } from '../rules/etr-defaults.ts';
import type { HistoricOutage } from './past-outages.ts';
import { replayEstimates, type Stated } from './replay.ts';
import { survivalCurve, timeOfShare } from './survival.ts';

/** By how much published times must be longer (above 1) or shorter than the past says, so that the published share of outages is over by them. */
export type Calibration = {
  /** A published time is so many times what the past says; null: nothing can be published. */
  readonly factor: number | null;
  /** How many outages this rests on; with too few of them the factor is 1. */
  readonly outages: number;
};

/** What was said of the outages that a calibration rests on, one at a time. `history` may be in any order. */
export const latestEstimates = (
  history: readonly HistoricOutage[],
  values = ETR_MODEL.values,
): ReturnType<typeof replayEstimates> =>
  replayEstimates(history, {
    skip: Math.max(0, history.length - values.calibrationOutages),
    relearnEvery: values.calibrationRelearn,
    values,
  });

/**
 * Split conformal calibration of a quantile (Vovk, Gammerman and Shafer 2005; Romano, Patterson and Candès 2019), in the scale of the times:
 * the score of an outage is its duration over the 80 % time said of it, and the factor is the ⌈0.8 (n + 1)⌉-th smallest of n scores. Only the most
 * recent ones count, because what happens drifts (Barber, Candès, Ramdas and Tibshirani 2023). The score of an outage that is still open is known to be
 * at least what it has reached, and enters as such, after Kaplan and Meier; to leave it out would call a storm's first hours quick.
 * @param stated oldest first; those that had not begun by `now` are left out
 * @param now milliseconds: an outage that was not over by then counts as open
 */
export const calibrationAt = (
  stated: readonly Stated[],
  now: number,
  { calibrationOutages, minimumOutages, publishedShare }: typeof ETR_MODEL.values = ETR_MODEL.values,
): Calibration => {
  const scores = stated
    .filter(({ from, p80 }) => from < now && p80 > 0)
    .slice(-calibrationOutages)
    .map(({ from, until, ended, minutes, p80 }) =>
      ended && until <= now
        ? { minutes: minutes / p80, ended }
        : { minutes: (Math.min(until, now) - from) / 60_000 / p80, ended: false },
    )
    .sort((a, b) => a.minutes - b.minutes);
  const outages = scores.length;
  if (outages < minimumOutages) return { factor: 1, outages };
  const curve = survivalCurve(scores, new Float64Array(outages).fill(1));
  return { factor: timeOfShare(curve, Math.min(1, (publishedShare * (outages + 1)) / outages)), outages };
};
