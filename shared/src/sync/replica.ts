import type { Command } from '../operation/commands.ts';
import type { Context } from '../operation/context.ts';
import { decide } from '../operation/decide.ts';
import type { RecordedEvent } from '../operation/events.ts';
import { fold } from '../operation/evolve.ts';
import { initialState, type OperationState } from '../operation/state.ts';

/**
 * A client's copy of an operation: what the server has confirmed, the person's own commands that have not been confirmed yet, and the
 * two together. On every confirmed change the pending commands are judged again by the same rules; events are never rebased.
 */
export type Replica = {
  readonly confirmed: OperationState;
  readonly pending: readonly PendingCommand[];
  /** `confirmed` with the pending commands applied, as far as they can be judged here. */
  readonly shown: OperationState;
};

export type PendingCommand = {
  readonly command: Command;
  readonly context: Context;
  /** The log position of its events once the server has accepted it; it stays pending until they have arrived. */
  readonly acceptedAt: number | null;
};

export const emptyReplica: Replica = { confirmed: initialState, pending: [], shown: initialState };

/** Adds a command of this client. */
export const propose = (replica: Replica, command: Command, context: Context): Replica =>
  settle(replica.confirmed, [...replica.pending, { command, context, acceptedAt: null }]);

export type Received = {
  readonly replica: Replica;
  /** The confirmed lines that were new, in order. */
  readonly fresh: readonly RecordedEvent[];
  /** A line is missing between what is confirmed and what came: ask again from `confirmed.seq`. */
  readonly gap: boolean;
};

/** Takes log lines as they come: those known already are passed over, and after a gap nothing is taken. */
export const receiveEvents = (replica: Replica, events: readonly RecordedEvent[]): Received => {
  let { seq } = replica.confirmed;
  const fresh: RecordedEvent[] = [];
  let gap = false;
  for (const recorded of events) {
    if (recorded.seq <= seq) continue;
    if (recorded.seq > seq + 1) {
      gap = true;
      break;
    }
    seq = recorded.seq;
    fresh.push(recorded);
  }
  if (fresh.length === 0) return { replica, fresh, gap };
  const confirmed = fold(replica.confirmed, fresh);
  // Lines that carry a pending command's id are its acceptance, also when the answer itself was lost or is still on its way.
  const arrived = new Map(fresh.map((recorded) => [recorded.command, recorded.seq]));
  const pending = replica.pending.map((one) => ({
    ...one,
    acceptedAt: one.acceptedAt ?? arrived.get(one.command.id) ?? null,
  }));
  return { replica: settle(confirmed, pending), fresh, gap };
};

/** Takes a whole state. An older one than what is confirmed already is passed over, unless it replaces a copy that has gone wrong. */
export const receiveSnapshot = (replica: Replica, state: OperationState, replace = false): Replica =>
  state.seq < replica.confirmed.seq && !replace ? replica : settle(state, replica.pending);

/** The server accepted a command: its events are, or will be, at `seq`. */
export const receiveAcceptance = (replica: Replica, command: string, seq: number): Replica =>
  settle(
    replica.confirmed,
    replica.pending.map((one) => (one.command.id === command ? { ...one, acceptedAt: seq } : one)),
  );

/** The server refused a command, or the person withdrew it: nothing of it remains. */
export const withdraw = (replica: Replica, command: string): Replica =>
  settle(
    replica.confirmed,
    replica.pending.filter((one) => one.command.id !== command),
  );

const settle = (confirmed: OperationState, pending: readonly PendingCommand[]): Replica => {
  const open = pending.filter((one) => one.acceptedAt === null || one.acceptedAt > confirmed.seq);
  return { confirmed, pending: open, shown: open.reduce(imagine, confirmed) };
};

/** Shows what a command would do. `seq` stays that of the confirmed state: what is imagined is not in the log. */
const imagine = (state: OperationState, { command, context }: PendingCommand): OperationState => {
  const decision = decide(state, command, context);
  if (!decision.ok) return state;
  const line = { seq: state.seq, at: context.at, actor: context.actor, command: command.id };
  return fold(
    state,
    decision.events.map((event) => ({ ...line, event })),
  );
};
