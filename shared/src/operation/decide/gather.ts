import type { Context } from '../context.ts';
import type { OperationEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import type { OperationState } from '../state.ts';

/** Facts that follow one from another in a single decision, and the state that those so far lead to. */
export type Gathering = {
  readonly events: readonly OperationEvent[];
  readonly state: OperationState;
  add(event: OperationEvent): void;
};

export const gather = (before: OperationState, { at, actor }: Context): Gathering => {
  const events: OperationEvent[] = [];
  let state = before;
  return {
    events,
    get state() {
      return state;
    },
    add(event) {
      events.push(event);
      state = evolve(state, { seq: state.seq, at, actor, command: '-', event });
    },
  };
};
