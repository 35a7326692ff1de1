import type { Sql } from '@relight/db/connect';
import type { RecordedEvent } from '@relight/shared/operation/events';
import { fold } from '@relight/shared/operation/evolve';
import { initialState, type OperationState } from '@relight/shared/operation/state';
import type { AnswersEnd } from './answer-chain.ts';
import { readEvents } from './read-log.ts';
import { createRing } from './ring.ts';
import { readSnapshot } from './snapshots.ts';

/** A reader further behind than this gets the state instead of the events. */
export const MAX_BACKFILL = 2_000;
const PAGE = 1_000;

export type RoomListener = {
  /** New events, in order and without gaps; `state` includes them. */
  events(events: readonly RecordedEvent[], state: OperationState): void;
  /** The log ended earlier than this process knew (the database was put back): everything must be read again. */
  reset?(state: OperationState): void;
};

export type Tail = {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
  readonly answersEnd: AnswersEnd;
};

/** One operation in this process: its state, its newest events, and who wants to hear of the next. */
export type Room = {
  readonly operation: string;
  readonly state: OperationState;
  /** `state.seq`, without counting as use. */
  readonly head: number;
  /** The link and instant of the last event, if this process knows them: it appended the event itself. */
  readonly tail: Tail | undefined;
  /** When it was last asked for anything, in ms. */
  readonly usedAt: number;
  readonly listeners: number;
  /** Reads from the log what other processes wrote, until event `head` is here. Calls at the same time share one read. */
  ensureAt(head: number): Promise<void>;
  /**
   * Takes over events from the log; those that are here already are passed over. `result` is the state after the last of them, when
   * the caller has it.
   * @throws Error if an event between is missing
   */
  receive(events: readonly RecordedEvent[], result?: OperationState): void;
  /** Remembers how the log ends. */
  endsWith(tail: Tail): void;
  /** Events from memory after `after`, up to `upTo`; undefined when they have to be read from the log. */
  recent(after: number, upTo?: number): readonly RecordedEvent[] | undefined;
  /** Starts again from the log, which is shorter than this room thought. */
  reload(): Promise<void>;
  listen(listener: RoomListener): () => void;
};

/** Loads an operation from its newest snapshot and the events after it. */
export const openRoom = async (sql: Sql, operation: string): Promise<Room> => {
  const listeners = new Set<RoomListener>();
  let ring = createRing(MAX_BACKFILL);
  let state: OperationState = initialState;
  let usedAt = Date.now();
  let reading: Promise<void> | undefined;
  let tail: Tail | undefined;

  const receive = (events: readonly RecordedEvent[], result?: OperationState) => {
    const first = events.findIndex((event) => event.seq > state.seq);
    if (first === -1) return;
    const fresh = first === 0 ? events : events.slice(first);
    if (fresh[0]?.seq !== state.seq + 1) {
      throw new Error(`operation ${operation}: event ${fresh[0]?.seq} came after ${state.seq}`);
    }
    for (const event of fresh) ring.push(event);
    state = result ?? fold(state, fresh);
    for (const listener of listeners) listener.events(fresh, state);
  };

  const catchUp = async (head: number) => {
    while (state.seq < head) {
      const events = await readEvents(sql, operation, state.seq, PAGE);
      if (events.length === 0) return;
      receive(events);
    }
  };

  const load = async () => {
    let loaded = await readSnapshot(sql, operation);
    const newest = createRing(MAX_BACKFILL);
    for (;;) {
      const events = await readEvents(sql, operation, loaded.seq, PAGE);
      if (events.length === 0) break;
      for (const event of events) newest.push(event);
      loaded = fold(loaded, events);
    }
    ring = newest;
    state = loaded;
  };
  await load();

  return {
    operation,
    get state() {
      usedAt = Date.now();
      return state;
    },
    get head() {
      return state.seq;
    },
    get tail() {
      return tail?.seq === state.seq ? tail : undefined;
    },
    get usedAt() {
      return usedAt;
    },
    get listeners() {
      return listeners.size;
    },
    async ensureAt(head) {
      while (state.seq < head) {
        const before = state.seq;
        reading ??= catchUp(head).finally(() => {
          reading = undefined;
        });
        await reading;
        // Notified of a head that is not in the log: nothing to wait for.
        if (state.seq === before) return;
      }
    },
    receive,
    endsWith(end) {
      tail = end;
    },
    recent: (after, upTo = state.seq) => ring.between(after, upTo),
    async reload() {
      tail = undefined;
      await load();
      for (const listener of listeners) listener.reset?.(state);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
