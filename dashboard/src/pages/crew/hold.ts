import type { OperationState } from '@relight/shared/operation/state';
import type { Order } from '../../sync/live.ts';

/** Long enough to see what one has pressed and to press again with a glove on. */
const HOLD_MS = 10_000;
/** An answer leaves so long before its time is up. */
const BEFORE_DEADLINE_MS = 5_000;

/** For how long a press can be taken back before it is sent. An answer to an offer never waits until the offer goes to another crew. */
export const holdMs = (order: Order, state: OperationState, nowMs: number): number => {
  if (order.type !== 'acceptDispatch' && order.type !== 'declineDispatch') return HOLD_MS;
  const answerBy = state.dispatches[order.dispatch]?.answerBy;
  if (answerBy === undefined) return HOLD_MS;
  return Math.max(0, Math.min(HOLD_MS, Date.parse(answerBy) - BEFORE_DEADLINE_MS - nowMs));
};
