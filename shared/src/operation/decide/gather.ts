import type { Context } from '../context.ts';
import type { OperationEvent, RecordedEvent } from '../events.ts';
import { fold } from '../evolve.ts';
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
  /** Not in the state yet: nobody asks what the last fact leads to, and a storm's incidents take long to copy. */
  let waiting: RecordedEvent[] = [];
  return {
    events,
    get state() {
      if (waiting.length > 0) state = fold(state, waiting);
      waiting = [];
      return state;
    },
    add(event) {
      events.push(event);
      waiting.push({ seq: state.seq, at, actor, command: '-', event });
    },
  };
};
