import type { EventOf, EventType, OperationEvent, RecordedEvent } from './events.ts';
import { evolveCrews } from './evolve/crews.ts';
import { evolveDispatch } from './evolve/dispatch.ts';
import { evolveIncident } from './evolve/incident.ts';
import { withOwnIncidents } from './evolve/incident-record.ts';
import { evolveOperation } from './evolve/operation.ts';
import { evolveParts } from './evolve/parts.ts';
import { evolvePlans } from './evolve/plans.ts';
import { evolveRestoration } from './evolve/restoration.ts';
import { evolveSafety } from './evolve/safety.ts';
import { evolveSwitching } from './evolve/switching.ts';
import type { OperationState } from './state.ts';

/** Copies one kind of fact into the state. */
export type Evolver<Type extends EventType> = (
  state: OperationState,
  event: EventOf<Type>,
  recorded: Pick<RecordedEvent, 'seq' | 'at' | 'actor'>,
) => OperationState;
export type Evolvers = { readonly [Type in EventType]: Evolver<Type> };

const EVOLVERS: Evolvers = {
  ...evolveOperation,
  ...evolveCrews,
  ...evolveIncident,
  ...evolveDispatch,
  ...evolveRestoration,
  ...evolveParts,
  ...evolveSwitching,
  ...evolveSafety,
  ...evolvePlans,
};

/**
 * The state after one more line of the log. Total: it never refuses and never throws, an event it does not know only advances `seq`,
 * and an event about an incident that is gone changes nothing else.
 */
export const evolve = (state: OperationState, recorded: RecordedEvent): OperationState => {
  const evolver = EVOLVERS[recorded.event.type] as Evolver<OperationEvent['type']> | undefined;
  const next = evolver === undefined ? state : evolver(state, recorded.event, recorded);
  return { ...next, seq: recorded.seq };
};

/** The state after several lines, as if they were taken one by one. */
export const fold = (state: OperationState, events: readonly RecordedEvent[]): OperationState =>
  events.length < 2 ? events.reduce(evolve, state) : withOwnIncidents(state, (own) => events.reduce(evolve, own));
