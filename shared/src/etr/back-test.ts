import { ETR_MODEL } from '../rules/etr-defaults.ts';
import { calibrationAt } from './calibration.ts';
import type { HistoricOutage } from './past-outages.ts';
import { replayEstimates } from './replay.ts';

/** What was said when an outage began, and what came of it; minutes. */
export type Judged = {
  /** Of the outage in the history given. */
  readonly index: number;
  readonly actual: number;
  readonly p50: number;
  readonly p80: number;
};

/**
 * Judges estimates of past outages as they would have been published when they began, calibrated by those before them. Outages whose end
 * is not known cannot be judged, and those about which the past said nothing were not estimated; both are left out.
 * @param learnShare the first part of the history, 0 to 1, which is only learned from
 * @param relearnEvery how many outages later the model is learned anew; Infinity: never
 * @param calibrated false: as the past says it, whether or not it has held
 */
export const backTest = (
  history: readonly HistoricOutage[],
  {
    learnShare,
    relearnEvery,
    calibrated = true,
    values = ETR_MODEL.values,
  }: {
    readonly learnShare: number;
    readonly relearnEvery: number;
    readonly calibrated?: boolean;
    readonly values?: typeof ETR_MODEL.values;
  },
): readonly Judged[] => {
  const stated = [...replayEstimates(history, { skip: Math.floor(history.length * learnShare), relearnEvery, values })];
  return stated.flatMap(({ index, from, minutes: actual, ended, p50, p80 }, i) => {
    const factor = calibrated ? calibrationAt(stated.slice(0, i), from, values).factor : 1;
    if (!ended || factor === null) return [];
    return [{ index, actual, p50, p80: Math.max(p50, factor * p80) }];
  });
};

/**
 * The pinball (quantile) loss: what it costs on average to have said that a share of outages lasts at most so long. The true quantile has
 * the least (Koenker and Bassett 1978).
 */
export const pinballLoss = (judged: readonly Judged[], share: number, said: (it: Judged) => number): number =>
  mean(judged.map((it) => Math.max(share * (it.actual - said(it)), (share - 1) * (it.actual - said(it)))));

/** The share that was over by the time that was said. */
export const coverage = (judged: readonly Judged[], said: (it: Judged) => number): number =>
  mean(judged.map((it) => (it.actual <= said(it) ? 1 : 0)));

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
