import type { FeederState } from './feeder-state.ts';
import { isFront, NODE, PARENT } from './feeder-state.ts';

/** What a tree most likely looks like as of its last refresh. */
export type Posterior = {
  /** Slots of the devices that have most likely opened; no one lies below another. */
  readonly failed: readonly number[];
  /** P(the devices of this slot opened), over all states of the weather. */
  readonly probability: Float64Array;
};

/**
 * The exact best set of failed nodes in the likeliest state of the weather, by walking down from the top, and the probability of every
 * node. O(active nodes).
 */
export const posterior = (state: FeederState): Posterior => {
  const alone = posteriorAlone(state);
  const { front } = state;
  if (front === null) return alone;
  const probability = alone.probability.map((p, slot) => (1 - front.chance) * p + (front.probability[slot] as number));
  return { failed: isFront(state) ? front.failed : alone.failed, probability };
};

/** As if every feeder were by itself. */
export const posteriorAlone = (state: FeederState): Posterior => {
  const { cells, layout } = state;
  const { stride, states, now } = layout;
  const top = state.slotOf.get(0);
  const probability = new Float64Array(state.slots);
  if (top === undefined) return { failed: [], probability };

  const logWeight = new Float64Array(states);
  let best = 0;
  let bestValue = Number.NEGATIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let h = 0; h < states; h++) {
    const prior = state.logWeight[h] as number;
    logWeight[h] = prior + (cells[top * stride + now.z + h] as number);
    most = Math.max(most, logWeight[h] as number);
    const value = prior + (cells[top * stride + now.v + h] as number);
    if (value > bestValue) {
      bestValue = value;
      best = h;
    }
  }
  let total = 0;
  for (let h = 0; h < states; h++) total += Math.exp((logWeight[h] as number) - most);

  // Parents before children: the order of silence, backwards. `alive` is the chance that nothing above has opened.
  const alive = new Float64Array(state.slots * states);
  const chosen = new Uint8Array(state.slots);
  const failed: number[] = [];
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
    if (parent >= 0 && chosen[parent] === 1) chosen[slot] = 1;
    else if ((cells[at + now.score + best] as number) >= (cells[at + now.mv + best] as number)) {
      chosen[slot] = 1;
      failed.push(slot);
    }
  }
  return { failed, probability };
};

export const nodeOfSlot = ({ cells, layout }: FeederState, slot: number): number =>
  cells[slot * layout.stride + NODE] as number;
