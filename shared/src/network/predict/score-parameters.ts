import type { Calling, PredictionValues } from '../../rules/prediction-parameters.ts';
import { MINUTES_PER_YEAR } from './prediction-tree.ts';

/** How customers call, in the shape that scoring needs: one entry for each factor of the spread. */
export type CallTerms = {
  readonly meanDelay: number;
  /** Share of callers under each factor. */
  readonly share: Float64Array;
  readonly logShare: Float64Array;
  /** log(density of a caller's call at once ÷ density of a stray call). */
  readonly gain: Float64Array;
};

/** The parameters as logarithms per minute, worked out once. */
export type ScoreParameters = {
  readonly values: PredictionValues;
  readonly day: CallTerms;
  readonly night: CallTerms;
  readonly logSpread: Float64Array;
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
  const { calling, spread, meters, nested, states } = values;
  const stray = values.strayCallsPerYear / MINUTES_PER_YEAR;
  const blink = meters.blinksPerYear / MINUTES_PER_YEAR;
  const callTerms = ({ share, meanDelayMinutes }: Calling): CallTerms => {
    const shares = Float64Array.from(spread, ({ value }) => Math.min(MAX_SHARE, share * value));
    return {
      meanDelay: meanDelayMinutes,
      share: shares,
      logShare: shares.map(Math.log),
      gain: shares.map((part) => Math.log(part / (meanDelayMinutes * stray))),
    };
  };
  return {
    values,
    day: callTerms(calling.day),
    night: callTerms(calling.night),
    logSpread: Float64Array.from(spread, ({ weight }) => Math.log(weight)),
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

/** Even in the strangest event somebody does not call. */
const MAX_SHARE = 0.95;
