import type { FeederState } from './feeder-state.ts';
import { NODE, PARENT } from './feeder-state.ts';
import { logAstray } from './front-astray.ts';
import type { FrontLaw } from './front-laws.ts';
import type { PredictionTree } from './prediction-tree.ts';
import { MINUTES_PER_YEAR } from './prediction-tree.ts';
import { countAfter, isOpenBy, logClosed } from './rescore.ts';
import type { ScoreParameters } from './score-parameters.ts';
import { type Shares, weighCallers } from './weigh-callers.ts';
import { GASPS_COME_MINUTES, RELEASED_MINUTES, weighGasps } from './weigh-gasps.ts';

/** A call or last gasp, as it was counted. Minutes. */
export type Heard = {
  readonly leaf: number;
  readonly at: number;
  readonly weight: number;
  readonly kind: 'call' | 'gasp';
  /** The highest node that it can be a sign of; all above the leaf where it is left out. */
  readonly highest?: number;
};

/** One feeder with its evidence, as of its last refresh. */
export type FrontFeeder = {
  readonly tree: PredictionTree;
  readonly state: FeederState;
  readonly heard: readonly Heard[];
};

/** A front that began at `start` and in which people call by this law, at a minute. */
export type FrontTiming = {
  readonly start: number;
  readonly law: FrontLaw;
  readonly night: boolean;
  /** What share of the customers calls. */
  readonly shares: Shares;
  readonly minute: number;
};

/** Of the last gasps of a front that will come, the share that has: each place fails at any moment of it alike. */
const gaspsIn = ({ values: { meters, front } }: ScoreParameters, { start, minute }: FrontTiming): number => {
  const since = minute - start - meters.holdSeconds / 60 - RELEASED_MINUTES;
  return (arrived(since) - arrived(since - front.lastsMinutes)) / front.lastsMinutes;
};

/** ∫ of the share that has come so long after the fault, up to `since`. */
const arrived = (since: number): number => {
  if (since <= 0) return 0;
  return since < GASPS_COME_MINUTES ? since ** 2 / (2 * GASPS_COME_MINUTES) : since - GASPS_COME_MINUTES / 2;
};

/** By slot, as logarithms. */
export type Explained = {
  /** How much likelier what was heard below it, and what was not, is if it failed in the front than if it is all strays. */
  readonly explained: Float64Array;
  /**
   * How much likelier what was heard below it is, if nothing there has failed, once something outside it has that is near enough for wrong
   * records: their customers call as well.
   */
  readonly astray: Float64Array;
};

/** What is heard and not heard on a feeder says of each slot, given when a front began. O(signs · depth + slots). */
export const frontExplains = ({ tree, state, heard }: FrontFeeder, timing: FrontTiming): Explained => {
  const { start, law, minute } = timing;
  const { cells, layout, slotOf, on, off, parameters } = state;
  const { strayCallsPerYear, front } = parameters.values;
  const calls = new Float64Array(state.slots);
  const gains = new Float64Array(state.slots);
  const gasps = new Float64Array(state.slots);
  const called = law.calledBy(minute - start);
  for (const { leaf, at, weight, kind, highest } of heard) {
    const isGasp = kind === 'gasp';
    const density = isGasp ? 0 : (law.density(at - start) * MINUTES_PER_YEAR) / strayCallsPerYear;
    if (isGasp ? at <= start : density <= 0) continue;
    const gain = isGasp ? 0 : weight * Math.log(density);
    for (let slot = slotOf.get(leaf) as number; slot >= 0; slot = cells[slot * layout.stride + PARENT] as number) {
      if (isGasp) gasps[slot] = (gasps[slot] as number) + weight;
      else {
        calls[slot] = (calls[slot] as number) + weight;
        gains[slot] = (gains[slot] as number) + gain;
      }
      const node = cells[slot * layout.stride + NODE] as number;
      // What an open device explains is a sign of nothing above it.
      if (node === highest || isOpenBy(state, node, minute)) break;
    }
  }
  const due = gaspsIn(parameters, timing);
  const after = (times: readonly number[] | undefined) =>
    times === undefined ? 0 : countAfter(times, start + front.lastsMinutes);
  const explained = Float64Array.from({ length: state.slots }, (_, slot) => {
    const node = cells[slot * layout.stride + NODE] as number;
    const open = state.aboveOpen.get(node);
    const customers = (tree.customers[node] as number) - (open?.customers ?? 0);
    const missing = (tree.meters[node] as number) - (open?.meters ?? 0) - (gasps[slot] as number);
    const telemetry = state.telemetry.get(node);
    return (
      (gains[slot] as number) +
      weighFrontCalls(timing, { calls: calls[slot] as number, customers, called }) +
      weighGasps(parameters, gasps[slot] as number, Math.max(0, missing), due) +
      after(on[slot]) * parameters.logOnThoughOut -
      after(off[slot]) * parameters.logOffThoughOn +
      (telemetry === undefined ? 0 : logClosed(state, node, telemetry, start + front.lastsMinutes / 2, minute))
    );
  });
  return { explained, astray: logAstray({ tree, state, heard }, timing) };
};

/** How likely nobody of so many customers and meters has been heard of yet, if they are out. */
export const frontSilence = (
  { customers, meters }: { readonly customers: number; readonly meters: number },
  timing: FrontTiming,
  parameters: ScoreParameters,
): number => {
  const called = timing.law.calledBy(timing.minute - timing.start);
  const calls = weighFrontCalls(timing, { calls: 0, customers, called });
  return Math.exp(calls + weighGasps(parameters, 0, meters, gaspsIn(parameters, timing)));
};

/** Without when they called, which is the same for all that explains them. */
const weighFrontCalls = (
  { shares }: FrontTiming,
  { calls, customers, called }: { readonly calls: number; readonly customers: number; readonly called: number },
): number => weighCallers(shares, shares.logShare, calls, Math.max(0, customers - calls), called);
