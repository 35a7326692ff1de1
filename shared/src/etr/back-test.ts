import { ETR_MODEL } from '../rules/etr-defaults.ts';
import { forecastFrom } from './forecast.ts';
import { type HistoricOutage, pastOutages } from './past-outages.ts';
import { learnRestorationModel, type PastOutage, type RestorationModel } from './restoration-model.ts';

/** What was said when an outage began, and what came of it; minutes. */
export type Judged = {
  /** Of the outage in the history given. */
  readonly index: number;
  readonly actual: number;
  readonly p50: number;
  readonly p80: number;
};

/**
 * Estimates past outages as they would have been estimated when they began: from those that began earlier, and of these only what was known
 * by then. Outages whose end is not known cannot be judged, and
 * those about which the past said nothing were not estimated; both are left out.
 * @param learnShare the first part of the history, 0 to 1, which is only learned from
 * @param relearnEvery how many outages later the model is learned anew; Infinity: never
 */
export const backTest = (
  history: readonly HistoricOutage[],
  {
    learnShare,
    relearnEvery,
    values = ETR_MODEL.values,
  }: { readonly learnShare: number; readonly relearnEvery: number; readonly values?: typeof ETR_MODEL.values },
): readonly Judged[] => {
  const order = history.map((_, index) => index).sort((a, b) => fromOf(history, a) - fromOf(history, b));
  const sorted = order.map((index) => history[index] as HistoricOutage);
  // A cause is found by those who repair it, and nobody knows it at the beginning.
  const outages = pastOutages(sorted, values).map(withoutCause);
  const first = Math.floor(sorted.length * learnShare);
  const judged: Judged[] = [];
  let model: RestorationModel | undefined;
  for (let i = first; i < sorted.length; i++) {
    const { from, ended } = sorted[i] as HistoricOutage;
    const { minutes: actual, circumstances } = outages[i] as PastOutage;
    if (model === undefined || (i - first) % relearnEvery === 0)
      model = learnRestorationModel(knownBy(from, sorted, outages), values);
    const forecast = forecastFrom(model.similar(circumstances), values.publishedShare, 0);
    if (ended && forecast) judged.push({ index: order[i] as number, actual, p50: forecast.p50, p80: forecast.p80 });
  }
  return judged;
};

const fromOf = (history: readonly HistoricOutage[], index: number): number => history[index]?.from ?? 0;

const withoutCause = (outage: PastOutage): PastOutage => ({
  ...outage,
  circumstances: { ...outage.circumstances, cause: null },
});

/** What somebody knew at `now` (ms): outages that had begun, and those that were still open then as open. */
const knownBy = (
  now: number,
  history: readonly HistoricOutage[],
  outages: readonly PastOutage[],
): readonly PastOutage[] =>
  history.flatMap(({ from, until }, i) => {
    const outage = outages[i] as PastOutage;
    if (from >= now) return [];
    return [until <= now ? outage : { ...outage, ended: false, minutes: (now - from) / 60_000 }];
  });

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
