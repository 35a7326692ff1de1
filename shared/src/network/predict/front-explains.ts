import type { PredictionValues } from '../../rules/prediction-parameters.ts';
import type { FeederState } from './feeder-state.ts';
import { NODE, PARENT } from './feeder-state.ts';
import type { FrontLaw } from './front-laws.ts';
import { logAdd } from './log-add.ts';
import type { PredictionTree } from './prediction-tree.ts';
import { MINUTES_PER_YEAR } from './prediction-tree.ts';
import { isOpenBy, logClosed } from './rescore.ts';
import { logGasps } from './weigh-gasps.ts';

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
export type FrontTiming = { readonly start: number; readonly law: FrontLaw; readonly minute: number };

/** Shares of callers in one event, and how likely each is. */
export type Shares = readonly { readonly share: number; readonly logWeight: number }[];

export const sharesOf = ({ calling, spread }: PredictionValues, night: boolean): Shares =>
  spread.map(({ value, weight }) => ({
    share: Math.min(MOST_CALL, (night ? calling.night : calling.day).share * value),
    logWeight: Math.log(weight),
  }));

const MOST_CALL = 0.95;
/** A last gasp comes within so many minutes of the fault, or never; it is then held back, and released by quarters of a minute. */
const GASPS_COME = 1;
const RELEASED = 0.25;

/** Of the last gasps of a front that will come, the share that has: each place fails at any moment of it alike. */
const gaspsIn = ({ meters, front }: PredictionValues, { start, minute }: FrontTiming): number => {
  const since = minute - start - meters.holdSeconds / 60 - RELEASED;
  return (arrived(since) - arrived(since - front.lastsMinutes)) / front.lastsMinutes;
};

/** ∫ of the share that has come so long after the fault, up to `since`. */
const arrived = (since: number): number => {
  if (since <= 0) return 0;
  return since < GASPS_COME ? since ** 2 / (2 * GASPS_COME) : since - GASPS_COME / 2;
};

/**
 * By slot: log of how much likelier what was heard below it, and what was not, is if it failed in the front than if it is all strays. O(signs ·
 * depth + slots).
 */
export const frontExplains = (
  { tree, state, heard }: FrontFeeder,
  timing: FrontTiming,
  shares: Shares,
  values: PredictionValues,
): Float64Array => {
  const { start, law, minute } = timing;
  const { cells, layout, slotOf, on, off } = state;
  const calls = new Float64Array(state.slots);
  const gains = new Float64Array(state.slots);
  const gasps = new Float64Array(state.slots);
  const stray = values.strayCallsPerYear / MINUTES_PER_YEAR;
  for (const { leaf, at, weight, kind, highest } of heard) {
    const density = law.density(at - start);
    if (kind === 'call' ? density <= 0 : at <= start) continue;
    const gain = weight * Math.log(density / stray);
    for (let slot = slotOf.get(leaf) as number; slot >= 0; slot = cells[slot * layout.stride + PARENT] as number) {
      if (kind === 'gasp') gasps[slot] = (gasps[slot] as number) + weight;
      else {
        calls[slot] = (calls[slot] as number) + weight;
        gains[slot] = (gains[slot] as number) + gain;
      }
      const node = cells[slot * layout.stride + NODE] as number;
      // What an open device explains is a sign of nothing above it.
      if (node === highest || isOpenBy(state, node, minute)) break;
    }
  }
  const called = law.calledBy(minute - start);
  const due = gaspsIn(values, timing);
  const { answersThoughOut, silentThoughOn } = values.meters;
  const after = (times: readonly number[] | undefined) => {
    let count = 0;
    for (const at of times ?? []) if (at > start + values.front.lastsMinutes) count++;
    return count;
  };
  return Float64Array.from({ length: state.slots }, (_, slot) => {
    const node = cells[slot * layout.stride + NODE] as number;
    const open = state.aboveOpen.get(node);
    const customers = (tree.customers[node] as number) - (open?.customers ?? 0);
    const missing = (tree.meters[node] as number) - (open?.meters ?? 0) - (gasps[slot] as number);
    const telemetry = state.telemetry.get(node);
    const middle = start + values.front.lastsMinutes / 2;
    return (
      (gains[slot] as number) +
      logCalls(shares, { calls: calls[slot] as number, customers, called }) +
      logGasps(values.meters, { gasps: gasps[slot] as number, missing: Math.max(0, missing), due }) +
      after(on[slot]) * Math.log(answersThoughOut) -
      after(off[slot]) * Math.log(silentThoughOn) +
      (telemetry === undefined ? 0 : logClosed(state, node, telemetry, middle, minute))
    );
  });
};

/** How likely nobody of so many customers and meters has been heard of yet, if they are out. */
export const frontSilence = (
  { customers, meters }: { readonly customers: number; readonly meters: number },
  timing: FrontTiming,
  shares: Shares,
  values: PredictionValues,
): number => {
  const called = timing.law.calledBy(timing.minute - timing.start);
  const unheard = { gasps: 0, missing: meters, due: gaspsIn(values, timing) };
  return Math.exp(logCalls(shares, { calls: 0, customers, called }) + logGasps(values.meters, unheard));
};

/** So many have called and the others have not, whatever share of customers calls in this event; without when they called. */
const logCalls = (
  shares: Shares,
  { calls, customers, called }: { readonly calls: number; readonly customers: number; readonly called: number },
): number => {
  const silent = Math.max(0, customers - calls);
  let sum = Number.NEGATIVE_INFINITY;
  for (const { share, logWeight } of shares)
    sum = logAdd(sum, logWeight + calls * Math.log(share) + silent * Math.log(1 - share * called));
  return sum;
};
