import type { OperationState } from '@relight/shared/operation/state';
import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import { makeMapTurns } from './map-turns.ts';

/** The operation as a map takes it: whenever it is the map's turn, and its first state at once. */
export const createCalmState = (
  state: Accessor<OperationState>,
  drawing: Accessor<boolean>,
): Accessor<OperationState> => {
  const [calm, setCalm] = createSignal(state());
  const turns = makeMapTurns(() => setCalm(() => state()));
  createEffect(on(drawing, turns.drawing));
  createEffect(
    on(
      state,
      (next) => {
        if (calm().seq === 0) setCalm(() => next);
        else turns.changed();
      },
      { defer: true },
    ),
  );
  onCleanup(turns.close);
  return calm;
};
