import type { DeviceKind, PredictionParameters, PredictionValues } from '../../../rules/prediction-parameters.ts';
import { DEVICE_KINDS, isNight } from '../../../rules/prediction-parameters.ts';
import type { Exposure } from './exposure.ts';
import type { ReliabilityBin } from './isotonic.ts';
import { composed, isotonicMap, reliabilityCurve, reliabilityGap } from './isotonic.ts';
import type { OutageHistory, PastOutage } from './past-outages.ts';

/** One number of the parameters: what it was, what history says, and on how many cases that rests. */
export type Learned = {
  readonly name: string;
  readonly before: number;
  readonly now: number;
  readonly cases: number;
  readonly needed: number;
  /** False where the cases do not suffice, or nothing needed to change: `now` is then `before`. */
  readonly isLearned: boolean;
};

export type Calibration = {
  readonly parameters: PredictionParameters;
  readonly learned: readonly Learned[];
  readonly reliability: readonly {
    readonly kind: DeviceKind;
    readonly statements: number;
    readonly gap: number;
    readonly curve: readonly ReliabilityBin[];
    readonly isCorrected: boolean;
  }[];
};

/** Below these nothing is learned: a number from a handful of cases is worse than the default. */
export const NEEDED = { outages: 20, calls: 100, days: 30, failures: 5, strayCalls: 20, statements: 100 } as const;
/** A kind whose stated probabilities are off by more than this on average is corrected. */
export const TOLERATED_GAP = 0.05;
/** How many imagined outages the default rate weighs. */
const SHRINKAGE = 3;
/** The share of callers is learned from outages large enough to be noticed in any case, and long enough for people to call. */
const LARGE_CUSTOMERS = 50;
const LONG_MINUTES = 60;

/**
 * What an operation's history says about the parameters of prediction: share and delay of callers by day and night, failure rates shrunk to
 * those given ((n + a) ÷ (expected + a), empirical Bayes with a = 3), stray calls, and the correction of stated probabilities.
 */
export const learnParameters = (
  history: OutageHistory,
  exposure: Exposure,
  given: PredictionParameters,
  options: { readonly id: string; readonly validFrom: string; readonly localHour: (at: number) => number },
): Calibration => {
  const learned: Learned[] = [];
  const learn = (name: string, before: number, found: number, cases: number, needed: number): number => {
    const isLearned = cases >= needed && Number.isFinite(found) && found > 0;
    const now = isLearned ? round(found) : before;
    learned.push({ name, before, now, cases, needed, isLearned });
    return now;
  };
  const { values } = given;
  const calling = (name: 'day' | 'night') => {
    const inTime = history.confirmed.filter(
      (outage) =>
        isTelling(outage) && isNight(values.calling.nightHours, options.localHour(outage.since)) === (name === 'night'),
    );
    return learnCalling(name, inTime, values, learn);
  };
  const years = (history.to - history.from) / YEAR;
  const days = (history.to - history.from) / DAY;
  const isLongEnough = days >= NEEDED.days;

  const rates = { ...values.rates };
  for (const kind of DEVICE_KINDS) {
    const failures = history.confirmed.filter((outage) => outage.kind === kind).length;
    const expected = exposure.kinds[kind].expectedPerYear * years;
    const factor = (failures + SHRINKAGE) / (expected + SHRINKAGE);
    const { perYear, perYearAndKm } = values.rates[kind];
    const now = learn(`rates.${kind}.perYear`, perYear, perYear * factor, isLongEnough ? failures : 0, NEEDED.failures);
    rates[kind] = { perYear: now, perYearAndKm: round((perYearAndKm * now) / perYear) };
  }
  const strayCallsPerYear = learn(
    'strayCallsPerYear',
    values.strayCallsPerYear,
    history.strayCalls / (exposure.customers * years),
    isLongEnough ? history.strayCalls : 0,
    NEEDED.strayCalls,
  );

  const correction = { ...values.calibration };
  const reliability = DEVICE_KINDS.map((kind) => {
    const statements = history.statements.filter((statement) => statement.kind === kind);
    const gap = reliabilityGap(statements);
    const isCorrected = statements.length >= NEEDED.statements && gap > TOLERATED_GAP;
    // What was stated had been corrected already where there was a correction.
    if (isCorrected) correction[kind] = composed(values.calibration[kind], isotonicMap(statements));
    return { kind, statements: statements.length, gap, curve: reliabilityCurve(statements), isCorrected };
  });
  const parameters: PredictionParameters = {
    ...given,
    id: options.id,
    validFrom: options.validFrom,
    validTo: null,
    source: `Learned from ${history.confirmed.length} confirmed outages in ${Math.round(days)} days; what had too few cases as in ${given.id}`,
    status: 'unverified',
    values: {
      ...values,
      calling: { ...values.calling, day: calling('day'), night: calling('night') },
      rates,
      strayCallsPerYear,
      calibration: correction,
    },
  };
  return { parameters, learned, reliability };
};

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const YEAR = 365 * DAY;

const isTelling = ({ customers, since, restoredAt }: PastOutage): boolean =>
  customers >= LARGE_CUSTOMERS && restoredAt !== null && restoredAt - since >= LONG_MINUTES * MINUTE;

/** Callers ÷ customers, and the mean of call − beginning, over outages that were large and long enough. */
const learnCalling = (
  name: 'day' | 'night',
  outages: readonly PastOutage[],
  { calling }: PredictionValues,
  learn: (name: string, before: number, found: number, cases: number, needed: number) => number,
) => {
  const before = calling[name];
  let callers = 0;
  let customers = 0;
  let minutes = 0;
  for (const outage of outages) {
    const calls = outage.calls.filter((at) => at >= outage.since && at <= (outage.restoredAt as number));
    callers += Math.min(calls.length, outage.customers);
    customers += outage.customers;
    minutes += calls.reduce((sum, at) => sum + (at - outage.since) / MINUTE, 0);
  }
  const share = Math.min(0.9, callers / customers);
  return {
    share: learn(`calling.${name}.share`, before.share, share, outages.length, NEEDED.outages),
    meanDelayMinutes: learn(
      `calling.${name}.meanDelayMinutes`,
      before.meanDelayMinutes,
      minutes / callers,
      outages.length >= NEEDED.outages ? callers : 0,
      NEEDED.calls,
    ),
  };
};

const round = (value: number): number => Number(value.toPrecision(4));
