import type { ETR_MODEL } from '../rules/etr-defaults.ts';
import { forecastFrom } from './forecast.ts';
import { type HistoricOutage, pastOutages } from './past-outages.ts';
import { learnRestorationModel, type PastOutage, type RestorationModel } from './restoration-model.ts';

/** What the past said of an outage when it began, and what became of it. */
export type Stated = Pick<HistoricOutage, 'from' | 'until' | 'ended'> & {
  /** Of the outage in the history given. */
  readonly index: number;
  /** How long it lasted, or has been seen to last. */
  readonly minutes: number;
  /** Half and 80 % of similar outages were over after so many minutes. */
  readonly p50: number;
  readonly p80: number;
};

/**
 * Estimates past outages as they would have been estimated when they began: from those that began earlier, and of these only what was known
 * by then. Oldest first, one at a time, because a long history takes seconds; those about which the past said nothing are left out.
 * @param skip so many of the oldest are only learned from
 * @param relearnEvery how many outages later the model is learned anew; Infinity: never
 */
export function* replayEstimates(
  history: readonly HistoricOutage[],
  {
    skip,
    relearnEvery,
    values,
  }: { readonly skip: number; readonly relearnEvery: number; readonly values: typeof ETR_MODEL.values },
): Generator<Stated, void> {
  const order = history.map((_, index) => index).sort((a, b) => fromOf(history, a) - fromOf(history, b));
  const sorted = order.map((index) => history[index] as HistoricOutage);
  // A cause is found by those who repair it, and nobody knows it at the beginning.
  const outages = pastOutages(sorted, values).map(withoutCause);
  let model: RestorationModel | undefined;
  for (let i = skip; i < sorted.length; i++) {
    const { from, until, ended } = sorted[i] as HistoricOutage;
    const { minutes, circumstances } = outages[i] as PastOutage;
    if (model === undefined || (i - skip) % relearnEvery === 0)
      model = learnRestorationModel(knownBy(from, sorted, outages), values);
    const forecast = forecastFrom(model.similar(circumstances), values.publishedShare, 0);
    if (forecast)
      yield { index: order[i] as number, from, until, ended, minutes, p50: forecast.p50, p80: forecast.p80 };
  }
}

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
