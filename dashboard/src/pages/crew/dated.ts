import type { OperationState } from '@relight/shared/operation/state';
import type { Order } from '../../sync/live.ts';

/**
 * The crew's steps happened when they were tapped, however late they reach the server. Never before the step that they follow: the clock
 * of a page ticks once a second, and a dispatcher may have answered for the crew in between.
 */
export const dated = (order: Order, state: OperationState, nowMs: number): Order => {
  const after = precedingStep(order, state);
  if (after === undefined) return order;
  return { ...order, occurredAt: new Date(Math.max(nowMs, Date.parse(after))).toISOString() } as Order;
};

/** When what this step follows happened; undefined for orders that are no step. */
const precedingStep = (order: Order, state: OperationState): string | undefined => {
  switch (order.type) {
    case 'acceptDispatch':
    case 'declineDispatch':
    case 'departForSite':
    case 'arriveOnSite':
    case 'completeFieldWork': {
      const dispatch = state.dispatches[order.dispatch];
      return dispatch?.arrivedAt ?? dispatch?.enRouteAt ?? dispatch?.acceptedAt ?? dispatch?.offeredAt;
    }
    case 'restoreSupply': {
      const incident = state.incidents[order.incident];
      return incident?.steps.at(-1)?.at ?? incident?.outSince;
    }
    default:
      return undefined;
  }
};
