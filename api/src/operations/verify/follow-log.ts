import { CHAIN_START, chainLink } from '@relight/shared/operation/chain';
import type { Actor, OperationEvent, RecordedEvent } from '@relight/shared/operation/events';
import { fold } from '@relight/shared/operation/evolve';
import { initialState, type OperationState } from '@relight/shared/operation/state';
import { upcast } from '@relight/shared/operation/upcast';
import type { TransactionSql } from 'postgres';
import { noRows, project, type TouchedRows } from '../projections.ts';

const PAGE = 1_000;
/** Also of a line whose number somebody has made negative. */
const BEFORE_ALL = -(2 ** 31);

type Line = {
  readonly seq: number;
  readonly at: Date;
  readonly actor: Actor;
  readonly commandId: string;
  readonly type: string;
  readonly event: OperationEvent;
  readonly hash: string;
};

/** A log that was followed from its first event, and what it comes to. */
export type Followed = {
  readonly events: number;
  readonly hash: string;
  readonly at: string | null;
  readonly state: OperationState;
  /** What the read tables must hold. */
  readonly rows: TouchedRows;
  /** Where an event was recorded at an earlier time than the one before it. */
  readonly setBacks: readonly string[];
  readonly broken?: { readonly seq: number; readonly why: string };
};

type Hears = {
  /** Each link, with the state that the event left. */
  readonly event: (seq: number, hash: string, state: OperationState) => void;
  /** The number of events read so far, after each page. */
  readonly page: (events: number) => void;
};

/** Follows the chain of one log page by page, so that it may be of any length, and folds it as the server does. */
export const followLog = async (tx: TransactionSql, operation: string, hears: Hears): Promise<Followed> => {
  const rows = noRows();
  const setBacks: string[] = [];
  let hash = CHAIN_START;
  let at: string | null = null;
  let state: OperationState = initialState;
  let command: { readonly id: string; readonly before: OperationState; readonly events: RecordedEvent[] } | undefined;

  const endCommand = () => {
    if (command !== undefined) project(rows, command.before, state, command.events);
    command = undefined;
  };

  const take = (line: Line) => {
    const recorded = recordedOf(line);
    if (command?.id !== line.commandId) {
      endCommand();
      command = { id: line.commandId, before: state, events: [] };
    }
    command.events.push(recorded);
    state = fold(state, [recorded]);
    if (at !== null && recorded.at < at) {
      setBacks.push(`the clock was ahead before event ${recorded.seq}, and set back from ${at} to ${recorded.at}`);
    }
    hash = line.hash;
    at = recorded.at;
    hears.event(line.seq, hash, state);
  };

  for (let after = BEFORE_ALL; ; after = state.seq) {
    const page = await tx<Line[]>`
      select seq, at, actor, command_id as "commandId", type, event, hash from events
      where operation_id = ${operation} and seq > ${after} order by seq limit ${PAGE}`;
    for (const line of page) {
      const why = whyBroken(operation, hash, state.seq + 1, line);
      if (why !== undefined) {
        const broken = { seq: Math.min(line.seq, state.seq + 1), why };
        return { events: state.seq, hash, at, state, rows, setBacks, broken };
      }
      take(line);
    }
    hears.page(state.seq);
    if (page.length < PAGE) break;
  }
  endCommand();
  return { events: state.seq, hash, at, state, rows, setBacks };
};

const recordedOf = ({ seq, at, actor, commandId, event }: Line): RecordedEvent => ({
  seq,
  at: at.toISOString(),
  actor,
  command: commandId,
  event: upcast(event),
});

const whyBroken = (operation: string, before: string, expected: number, line: Line): string | undefined => {
  if (line.seq !== expected) return `event ${expected} is missing`;
  if (line.type !== line.event.type) return 'its type column says something else than the event';
  const { seq, at, actor, commandId: command, event } = line;
  // As it is stored: reading it as today's rules do may change its shape.
  const link = chainLink(before, operation, { seq, at: at.toISOString(), actor, command, event });
  return link === line.hash ? undefined : 'it does not match its link in the chain';
};
