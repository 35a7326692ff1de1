import type { Calling, PredictionValues } from '../../rules/prediction-parameters.ts';
import { MINUTES_PER_YEAR } from './prediction-tree.ts';
import type { Shares } from './weigh-callers.ts';

/** How customers call, in the shape that scoring needs. */
export type CallTerms = Shares & {
  readonly meanDelay: number;
  /** log(density of a caller's call at once ÷ density of a stray call), by share. */
  readonly gain: Float64Array;
  /** In one front the share is much the same at all places: what it may be, and how likely that is. */
  readonly inFront: readonly { readonly logWeight: number; readonly shares: Shares }[];
};

/** Many places tell what share of their customers calls more exactly than one: each step is two of half the width. */
const FINER = [2 ** -0.25, 2 ** 0.25];

/** The parameters as logarithms per minute, worked out once. */
export type ScoreParameters = {
  readonly values: PredictionValues;
  readonly day: CallTerms;
  readonly night: CallTerms;
  readonly gaspGain: Float64Array;
  readonly gaspMiss: Float64Array;
  readonly logGaspWeight: Float64Array;
  readonly logOnThoughOut: number;
  readonly logOffThoughOn: number;
  readonly logNestedDevice: number;
  readonly logNestedService: number;
  readonly logStateWeight: Float64Array;
  readonly logStateFactor: Float64Array;
  /** What the weather may be over the network: how likely that is, and each state of a feeder then. */
  readonly weather: readonly { readonly logWeight: number; readonly logStates: Float64Array }[];
};

export const scoreParameters = (values: PredictionValues): ScoreParameters => {
  const { calling, spread, front, meters, nested, states } = values;
  const stray = values.strayCallsPerYear / MINUTES_PER_YEAR;
  const blink = meters.blinksPerYear / MINUTES_PER_YEAR;
  const callTerms = ({ share, meanDelayMinutes }: Calling): CallTerms => {
    const shares = sharesOf(share, spread);
    return {
      ...shares,
      meanDelay: meanDelayMinutes,
      gain: shares.share.map((part) => Math.log(part / (meanDelayMinutes * stray))),
      inFront: spread.flatMap(({ value, weight }) =>
        FINER.map((by) => ({
          logWeight: Math.log(weight / FINER.length),
          shares: sharesOf(share * value * by, front.placeSpread),
        })),
      ),
    };
  };
  return {
    values,
    day: callTerms(calling.day),
    night: callTerms(calling.night),
    gaspGain: Float64Array.from(meters.gaspsArriving, ({ value }) => Math.log(value / blink)),
    gaspMiss: Float64Array.from(meters.gaspsArriving, ({ value }) => Math.log(1 - value)),
    logGaspWeight: Float64Array.from(meters.gaspsArriving, ({ weight }) => Math.log(weight)),
    logOnThoughOut: Math.log(meters.answersThoughOut),
    logOffThoughOn: Math.log(meters.silentThoughOn),
    logNestedDevice: Math.log(nested.device),
    logNestedService: Math.log(nested.service),
    logStateWeight: Float64Array.from(states, ({ weight }) => Math.log(weight)),
    logStateFactor: Float64Array.from(states, ({ factor }) => Math.log(factor)),
    weather: (values.weather.length > 0 ? values.weather : [{ weight: 1, states: states.map((it) => it.weight) }]).map(
      (over) => ({ logWeight: Math.log(over.weight), logStates: Float64Array.from(over.states, Math.log) }),
    ),
  };
};

const sharesOf = (share: number, spread: PredictionValues['spread']): Shares => {
  const shares = Float64Array.from(spread, ({ value }) => Math.min(MAX_SHARE, share * value));
  return {
    share: shares,
    logShare: shares.map(Math.log),
    logSpread: Float64Array.from(spread, ({ weight }) => Math.log(weight)),
  };
};

/** Even in the strangest event somebody does not call. */
const MAX_SHARE = 0.95;
