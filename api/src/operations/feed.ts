import { stateHash } from '@relight/shared/operation/state-hash';
import { BATCH_MS, HEARTBEAT_MS } from '@relight/shared/protocol/version';
import type { Logger } from 'pino';
import type { Writes } from '../watch-writes.ts';
import { eventsFrame, frame, snapshotFrame } from './frames.ts';
import type { Operations } from './operations.ts';
import { isTooSlow, keepsUp, type Reader, sayBye, send } from './reader.ts';
import { MAX_BACKFILL, type Room } from './room.ts';

/** Events in one message of a backfill. */
const PAGE = 500;
/** Every how many heartbeats the state's hash goes with it. */
const HASH_EVERY = 10;
/** Every how many heartbeats readers are asked for a sign of life, and after how long without one they are given up. */
const PING_EVERY = 15;
const DEAD_MS = 45_000;

/** Everybody who follows one operation on this process: one batch, one heartbeat and one snapshot for all of them. */
export type Feed = {
  join(reader: Reader): void;
  leave(reader: Reader): void;
  /** Brings a reader from its cursor, or from a new snapshot, to the head of the log. */
  catchUp(reader: Reader): void;
  readonly readers: Iterable<Reader>;
};

type Deps = {
  readonly room: Room;
  readonly operations: Operations;
  readonly writes?: Pick<Writes, 'trouble'> | undefined;
  readonly log: Logger;
  /** The last reader has left; the feed has stopped. */
  readonly emptied: () => void;
};

export const startFeed = ({ room, operations, writes, log, emptied }: Deps): Feed => {
  const { operation } = room;
  const readers = new Set<Reader>();
  let flushedAt = 0;
  let flushTimer: NodeJS.Timeout | undefined;
  let beats = 0;
  let snapshot: { readonly seq: number; readonly message: Buffer } | undefined;
  let hash: { readonly seq: number; readonly hash: string } | undefined;
  let hashAtBeat = 0;

  const flush = () => {
    clearTimeout(flushTimer);
    flushTimer = undefined;
    flushedAt = Date.now();
    // Those that keep up are all at the same cursor and get the same bytes.
    const batches = new Map<number, Buffer | undefined>();
    for (const reader of readers) {
      const { cursor } = reader;
      if (cursor >= room.head || reader.busy) continue;
      if (reader.wantsSnapshot || room.head - cursor > PAGE) {
        catchUp(reader);
        continue;
      }
      if (!batches.has(cursor)) {
        const events = room.recent(cursor);
        batches.set(cursor, events && eventsFrame(events));
      }
      const batch = batches.get(cursor);
      if (batch === undefined) catchUp(reader);
      else if (keepsUp(reader, () => catchUp(reader))) {
        send(reader, batch);
        reader.cursor = room.head;
      }
    }
  };

  const catchUp = (reader: Reader) => {
    if (reader.busy || reader.closing) return;
    reader.busy = true;
    readOn(reader)
      .catch((error) => {
        log.warn({ err: error, operation }, 'could not read the log for a reader');
        sayBye(reader, 'shuttingDown', true, 'the log cannot be read at present');
      })
      .finally(() => {
        reader.busy = false;
        // Events that came in the last turn of the loop.
        if (reader.cursor < room.head && reader.lateAt === null && !reader.closing) catchUp(reader);
      });
  };

  const readOn = async (reader: Reader) => {
    while (reader.wantsSnapshot || reader.cursor < room.head) {
      if (reader.closing || !keepsUp(reader, () => catchUp(reader))) return;
      if (reader.wantsSnapshot || room.head - reader.cursor > MAX_BACKFILL) {
        const state = currentSnapshot();
        send(reader, state.message);
        reader.cursor = state.seq;
        reader.wantsSnapshot = false;
        continue;
      }
      const after = reader.cursor;
      const events = room.recent(after, after + PAGE) ?? (await operations.events(operation, after, PAGE)) ?? [];
      const last = events.at(-1);
      if (last === undefined) throw new Error(`event ${after + 1} of operation ${operation} is missing`);
      // A client that asked for something else meanwhile gets that instead.
      if (reader.cursor !== after || reader.wantsSnapshot) continue;
      send(reader, eventsFrame(events));
      reader.cursor = last.seq;
    }
  };

  /** When everybody comes back at once, one state serves all: the few events since follow from memory. */
  const currentSnapshot = () => {
    if (snapshot === undefined || room.head - snapshot.seq > PAGE || room.recent(snapshot.seq) === undefined) {
      snapshot = { seq: room.head, message: snapshotFrame(room.state) };
    }
    return snapshot;
  };

  const beat = () => {
    beats += 1;
    const now = Date.now();
    for (const reader of readers) {
      if (isTooSlow(reader, now)) {
        sayBye(reader, 'tooSlow', true);
        continue;
      }
      // Also where nothing happens: answers to what somebody sends without reading must not mount up for ever.
      keepsUp(reader, () => catchUp(reader));
      if (beats % PING_EVERY === 0) {
        if (now - reader.heardAt > DEAD_MS) reader.ws.terminate();
        else reader.ws.ping();
      }
    }
    // First the events: a head that a client cannot have yet would look like a gap.
    flush();
    const message = frame({
      kind: 'heartbeat',
      serverTime: new Date(operations.now()).toISOString(),
      head: room.head,
      ...(writes?.trouble && { trouble: writes.trouble }),
      ...(beats >= hashAtBeat && currentHash()),
    });
    sendToAll(message);
  };

  const currentHash = () => {
    const { head } = room;
    const started = performance.now();
    if (hash?.seq !== head) hash = { seq: head, hash: stateHash(room.state) };
    // A large state takes long to hash; then it is done as much more rarely, so that it never takes more than a thousandth of the time.
    hashAtBeat = beats + Math.max(HASH_EVERY, Math.ceil(performance.now() - started));
    return { hash: hash.hash, hashSeq: hash.seq };
  };

  const sendToAll = (message: Buffer) => {
    for (const reader of readers) if (reader.lateAt === null) send(reader, message);
  };

  const heartbeat = setInterval(beat, HEARTBEAT_MS);
  const leaveRoom = room.listen({
    events() {
      if (flushTimer !== undefined) return;
      const wait = flushedAt + BATCH_MS - Date.now();
      if (wait <= 0) flush();
      else flushTimer = setTimeout(flush, wait);
    },
    reset() {
      snapshot = undefined;
      hash = undefined;
      for (const reader of readers) {
        reader.wantsSnapshot = true;
        catchUp(reader);
      }
    },
  });
  const stopPositions = operations.positions.listen(operation, (positions) =>
    sendToAll(frame({ kind: 'positions', positions: [...positions] })),
  );

  return {
    join(reader) {
      readers.add(reader);
      catchUp(reader);
      const positions = operations.positions.all(operation);
      if (positions.length > 0) send(reader, frame({ kind: 'positions', positions: [...positions] }));
    },
    leave(reader) {
      readers.delete(reader);
      if (readers.size > 0) return;
      clearInterval(heartbeat);
      clearTimeout(flushTimer);
      leaveRoom();
      stopPositions();
      emptied();
    },
    catchUp,
    readers,
  };
};
