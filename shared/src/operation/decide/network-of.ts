import { refuse } from '../../decider.ts';
import type { NetworkFacts } from '../../network/facts.ts';
import type { Context } from '../context.ts';
import type { Refusal } from '../refusals.ts';
import type { OperationState } from '../state.ts';

/** The network model, or why this cannot be judged: the operation has none, or this is a replica, which holds none. */
export const networkOf = (state: OperationState, { network }: Pick<Context, 'network'>): NetworkFacts | Refusal =>
  network ?? refuse(state.network === null ? 'noNetwork' : 'needsServer');
