import type { FeederState } from './feeder-state.ts';
import { NODE, PARENT } from './feeder-state.ts';
import { rescore } from './rescore.ts';

/** Scores every node with evidence below as of `minute`, children first: who has not called by now is evidence too. O(active nodes). */
export const weighSilence = (state: FeederState, minute: number): void => {
  const { cells, layout } = state;
  const { stride, states, now } = layout;
  const order = slotsInOrder(state);
  for (const slot of order) {
    const at = slot * stride;
    for (let h = 0; h < states; h++) {
      cells[at + now.m + h] = 0;
      cells[at + now.mv + h] = 0;
    }
  }
  for (const slot of order) {
    rescore(state, slot, minute, now);
    const at = slot * stride;
    const parent = cells[at + PARENT] as number;
    if (parent < 0) continue;
    const above = parent * stride;
    for (let h = 0; h < states; h++) {
      cells[above + now.m + h] = (cells[above + now.m + h] as number) + (cells[at + now.z + h] as number);
      cells[above + now.mv + h] = (cells[above + now.mv + h] as number) + (cells[at + now.v + h] as number);
    }
  }
};

const slotsInOrder = (state: FeederState): readonly number[] => {
  if (state.orderIsComplete) return state.order;
  const { cells, layout } = state;
  const nodeOf = (slot: number) => cells[slot * layout.stride + NODE] as number;
  for (let slot = state.order.length; slot < state.slots; slot++) state.order.push(slot);
  state.order.sort((a, b) => nodeOf(b) - nodeOf(a));
  state.orderIsComplete = true;
  return state.order;
};
