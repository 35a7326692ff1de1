import type { Sql } from '@relight/db/connect';
import type { OperationSummary } from '@relight/shared/http/operations';
import type { Command } from '@relight/shared/operation/commands';
import type { Actor, RecordedEvent } from '@relight/shared/operation/events';
import { fold } from '@relight/shared/operation/evolve';
import type { OperationState } from '@relight/shared/operation/state';
import type { Words } from '@relight/shared/operation/values';
import type { OperationKind } from '@relight/shared/operation/vocabulary';
import type { Logger } from 'pino';
import { LIMITS, type Limits } from '../limits/limits.ts';
import { NO_SECURITY_LOG, type SecurityLog } from '../security-log.ts';
import { type Clock, machineClock } from './clock.ts';
import type { Directory } from './directory.ts';
import { createLog } from './log.ts';
import type { Outcome } from './outcome.ts';
import { createPositions, type Positions } from './positions.ts';
import { type OperationRow, readEvents, readOperations, readTimeline, seqAt, type TimelineQuery } from './read-log.ts';
import type { Room } from './room.ts';
import { createRooms } from './rooms.ts';
import { sharePositions } from './share-positions.ts';
import { readSnapshot } from './snapshots.ts';
import { startWake } from './wake.ts';

/** This program itself, where nobody gave the order. */
export const SYSTEM: Actor = { id: 'system', role: 'system' };

export type NewOperation = {
  /** 1 to 64 letters, digits, hyphens, underscores or dots. */
  readonly id: string;
  readonly kind: OperationKind;
  readonly name: Words;
  /** The network version to pin; null for none. */
  readonly network: string | null;
  readonly actor?: Actor;
};

/** Everything the rest of the server may do with operations. */
export type Operations = {
  list(): Promise<readonly OperationSummary[]>;
  /** Makes and opens an operation. Saying the same again changes nothing; the id with other contents is `commandIdReused`. */
  create(operation: NewOperation): Promise<Outcome>;
  /** Never rejects. The same command id with the same body gets the same answer and changes nothing. */
  submit(operation: string, command: Command, actor: Actor): Promise<Outcome>;
  /** The state now; undefined if there is no such operation, here and below. */
  state(operation: string): Promise<OperationState | undefined>;
  /** The state after event `at`, or at the instant `at` (RFC 3339): of the last event if `at` lies in the future, empty before the first. */
  stateAt(operation: string, at: number | string): Promise<OperationState | undefined>;
  /** Up to `limit` events after `from`, in order. */
  events(operation: string, from: number, limit: number): Promise<readonly RecordedEvent[] | undefined>;
  /** Newest first. */
  timeline(operation: string, query: TimelineQuery): Promise<readonly RecordedEvent[] | undefined>;
  /** Hears every event from now on, also those that other processes append, in order and once. Returns how to stop. */
  subscribe(operation: string, listener: EventListener): Promise<(() => void) | undefined>;
  /** For the live socket. */
  room(operation: string): Promise<Room | undefined>;
  readonly positions: Positions;
  /** The time by which events are recorded, in ms. */
  now(): number;
  /** Waits for commands under way and stops. The database stays open. */
  close(): Promise<void>;
};

export type EventListener = (events: readonly RecordedEvent[], state: OperationState) => void;

const SWEEP_MS = 30_000;
const PAGE = 2_000;

type Deps = {
  readonly sql: Sql;
  readonly directory: Directory;
  readonly log: Logger;
  /** This machine's, unless said otherwise. */
  readonly clock?: Clock;
  readonly security?: SecurityLog;
  readonly limits?: Limits['commands'];
};

/** Opens the logs of a database. Several processes may do so at the same time. */
export const createOperations = async ({
  sql,
  directory,
  log,
  clock = machineClock,
  security = NO_SECURITY_LOG,
  limits = LIMITS.commands,
}: Deps): Promise<Operations> => {
  const positions = createPositions();
  const rooms = createRooms({ sql, directory });
  const wake = await startWake({ sql, rooms, log });
  const sharing = await sharePositions(sql, positions, log);
  const appender = createLog({
    sql,
    rooms,
    directory,
    clock,
    log,
    security,
    longestQueue: limits.waiting,
    position: (operation, crew) => positions.get(operation, crew) ?? directory.base(crew),
  });
  const sweep = setInterval(() => rooms.letGoOfIdle(), SWEEP_MS);
  sweep.unref();

  return {
    list: async () => (await readOperations(sql)).map(summary),
    create({ id, kind, name, network, actor = SYSTEM }) {
      if (!OPERATION_ID.test(id)) throw new TypeError(`not an operation id: ${id}`);
      return appender.open(id, { id: `open-${id}`, type: 'openOperation', kind, name, network }, actor);
    },
    submit: appender.submit,
    state: async (operation) => (await rooms.current(operation))?.state,
    async stateAt(operation, at) {
      const room = await rooms.current(operation);
      if (room === undefined) return undefined;
      const seq = typeof at === 'number' ? at : await seqAt(sql, operation, at);
      if (seq >= room.head) return room.state;
      let state = await readSnapshot(sql, operation, seq);
      while (state.seq < seq) {
        const events = await readEvents(sql, operation, state.seq, Math.min(PAGE, seq - state.seq));
        if (events.length === 0) break;
        state = fold(state, events);
      }
      return state;
    },
    async events(operation, from, limit) {
      const room = await rooms.current(operation);
      return room && (room.recent(from, from + limit) ?? readEvents(sql, operation, from, limit));
    },
    timeline: async (operation, query) => (await rooms.find(operation)) && readTimeline(sql, operation, query),
    subscribe: async (operation, listener) =>
      (await rooms.find(operation))?.listen({
        events(events, state) {
          try {
            listener(events, state);
          } catch (error) {
            log.error({ err: error, operation }, 'a subscriber threw');
          }
        },
      }),
    room: rooms.find,
    positions,
    now: clock.now,
    async close() {
      clearInterval(sweep);
      await appender.drained();
      positions.close();
      await Promise.all([wake.close(), sharing.close()]);
    },
  };
};

const OPERATION_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const summary = (row: OperationRow): OperationSummary => ({
  id: row.id,
  name: row.nameZh,
  words: { zh: row.nameZh, en: row.nameEn },
  kind: row.kind,
  head: row.head,
  status: row.status,
  network: row.network,
});
