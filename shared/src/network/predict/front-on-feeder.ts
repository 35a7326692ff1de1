import { NODE, PARENT } from './feeder-state.ts';
import type { FrontFeeder } from './front-explains.ts';
import { logAdd } from './log-add.ts';
import { MINUTES_PER_YEAR } from './prediction-tree.ts';
import { CERTAIN, isOpenBy } from './rescore.ts';

const NO = Number.NEGATIVE_INFINITY;

/** One front on one feeder, by slot: logs of the odds that it failed, that it is sound with what lies below as it may be, and both together. */
export type OnFeeder = {
  readonly failed: Float64Array;
  readonly sound: Float64Array;
  readonly either: Float64Array;
};

export type FrontEvidence = {
  /** By slot: what its failure in the front explains (`frontExplains`). */
  readonly explained: Float64Array;
  /** By slot, for one device-year: what it costs that devices below without any sign have not failed, or have and nobody called. */
  readonly unheard: Float64Array;
};

/**
 * Works a feeder out from the leaves up, exactly: given the front, devices fail independently.
 * @param intensity what a front does to a device, in years of ordinary exposure
 */
export const frontOnFeeder = (
  { tree, state }: FrontFeeder,
  { explained, unheard }: FrontEvidence,
  intensity: number,
): OnFeeder => {
  const { cells, layout } = state;
  const failed = new Float64Array(state.slots);
  const sound = new Float64Array(state.slots);
  const either = new Float64Array(state.slots);
  const below = new Float64Array(state.slots);
  for (const slot of state.order) {
    const at = slot * layout.stride;
    const node = cells[at + NODE] as number;
    const isDevice = tree.deviceStart[node] !== tree.deviceStart[node + 1];
    const exposure = isDevice ? Math.exp(tree.logRate[node] as number) * MINUTES_PER_YEAR * intensity : 0;
    const own = explained[slot] as number;
    sound[slot] = (unheard[slot] as number) * intensity - exposure + (below[slot] as number);
    // By itself, at another time, as on any day: the first state of the weather.
    const byItself = cells[at + layout.now.score] as number;
    failed[slot] = isOpenBy(state, node, Number.POSITIVE_INFINITY)
      ? CERTAIN + Math.max(0, own) + (sound[slot] as number)
      : logAdd(exposure > 0 ? Math.log(-Math.expm1(-exposure)) + own : NO, byItself);
    either[slot] = logAdd(failed[slot] as number, sound[slot] as number);
    const parent = cells[at + PARENT] as number;
    if (parent >= 0) below[parent] = (below[parent] as number) + (either[slot] as number);
  }
  return { failed, sound, either };
};

/** By slot: P(it failed), and P(neither it nor anything above it did). */
export const chancesOn = (
  { state }: FrontFeeder,
  { failed, sound, either }: OnFeeder,
): { readonly failed: Float64Array; readonly alive: Float64Array } => {
  const { cells, layout, order } = state;
  const chance = { failed: new Float64Array(state.slots), alive: new Float64Array(state.slots) };
  for (let i = order.length - 1; i >= 0; i--) {
    const slot = order[i] as number;
    const parent = cells[slot * layout.stride + PARENT] as number;
    const above = parent < 0 ? 1 : (chance.alive[parent] as number);
    chance.failed[slot] = above * Math.exp((failed[slot] as number) - (either[slot] as number));
    chance.alive[slot] = above * Math.exp((sound[slot] as number) - (either[slot] as number));
  }
  return chance;
};

/** Slots of the devices that have most likely failed; no one lies below another. */
export const likeliestOn = ({ state }: FrontFeeder, { failed, sound, either }: OnFeeder): readonly number[] => {
  const { cells, layout, order } = state;
  const parentOf = (slot: number) => cells[slot * layout.stride + PARENT] as number;
  const best = new Float64Array(state.slots);
  /** What the likeliest of the slots below is worth more than all that they may be. */
  const gained = new Float64Array(state.slots);
  for (const slot of order) {
    best[slot] = Math.max(failed[slot] as number, (sound[slot] as number) + (gained[slot] as number));
    const parent = parentOf(slot);
    if (parent >= 0) gained[parent] = (gained[parent] as number) + (best[slot] as number) - (either[slot] as number);
  }
  const covered = new Uint8Array(state.slots);
  const found: number[] = [];
  for (let i = order.length - 1; i >= 0; i--) {
    const slot = order[i] as number;
    const parent = parentOf(slot);
    if (parent >= 0 && covered[parent] === 1) covered[slot] = 1;
    else if (best[slot] === failed[slot]) {
      covered[slot] = 1;
      found.push(slot);
    }
  }
  return found;
};
