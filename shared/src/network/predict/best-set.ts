import type { FeederState } from './feeder-state.ts';
import { NODE, PARENT } from './feeder-state.ts';

/** What a tree most likely looks like as of its last refresh. */
export type Posterior = {
  /** Slots of the devices that have most likely opened, likeliest first; no one lies below another. */
  readonly failed: readonly number[];
  /** P(the devices of this slot opened), over all states of the weather, with and without a front. */
  readonly probability: Float64Array;
};

/** The probability of every node, and of nodes on one path the likeliest. O(active nodes · their logarithm). */
export const posterior = (state: FeederState): Posterior => {
  const { front } = state;
  const alone = posteriorAlone(state);
  const probability =
    front === null
      ? alone
      : alone.map((chance, slot) => (1 - front.chance) * chance + (front.probability[slot] as number));
  return { failed: likeliestApart(state, probability), probability };
};

/** P(the devices of each slot opened) as if every feeder were by itself. */
export const posteriorAlone = (state: FeederState): Float64Array => {
  const { cells, layout } = state;
  const { stride, states, now } = layout;
  const top = state.slotOf.get(0);
  const probability = new Float64Array(state.slots);
  if (top === undefined) return probability;

  const logWeight = new Float64Array(states);
  let most = Number.NEGATIVE_INFINITY;
  for (let h = 0; h < states; h++) {
    logWeight[h] = (state.logWeight[h] as number) + (cells[top * stride + now.z + h] as number);
    most = Math.max(most, logWeight[h] as number);
  }
  let total = 0;
  for (let h = 0; h < states; h++) total += Math.exp((logWeight[h] as number) - most);

  // Parents before children: the order of silence, backwards. `alive` is the chance that nothing above has opened.
  const alive = new Float64Array(state.slots * states);
  for (let i = state.order.length - 1; i >= 0; i--) {
    const slot = state.order[i] as number;
    const at = slot * stride;
    const parent = cells[at + PARENT] as number;
    for (let h = 0; h < states; h++) {
      const above =
        parent < 0 ? Math.exp((logWeight[h] as number) - most) / total : (alive[parent * states + h] as number);
      const opened = Math.exp((cells[at + now.score + h] as number) - (cells[at + now.z + h] as number));
      probability[slot] = (probability[slot] as number) + above * opened;
      alive[slot * states + h] = above * (1 - opened);
    }
  }
  return probability;
};

/** Less likely ones are never shown. */
const LEAST = 0.01;

const likeliestApart = ({ cells, layout, slots }: FeederState, probability: Float64Array): readonly number[] => {
  const parentOf = (slot: number) => cells[slot * layout.stride + PARENT] as number;
  const isFound = new Uint8Array(slots);
  const isAboveFound = new Uint8Array(slots);
  const found: number[] = [];
  const inTurn = Array.from(probability.keys())
    .filter((slot) => (probability[slot] as number) > LEAST)
    .sort((a, b) => (probability[b] as number) - (probability[a] as number) || a - b);
  for (const slot of inTurn) {
    if (isAboveFound[slot] === 1) continue;
    let above = parentOf(slot);
    while (above >= 0 && isFound[above] === 0) above = parentOf(above);
    if (above >= 0) continue;
    isFound[slot] = 1;
    found.push(slot);
    for (let up = parentOf(slot); up >= 0; up = parentOf(up)) isAboveFound[up] = 1;
  }
  return found;
};

export const nodeOfSlot = ({ cells, layout }: FeederState, slot: number): number =>
  cells[slot * layout.stride + NODE] as number;
