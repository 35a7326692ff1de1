import type { Sql } from '@relight/db/connect';
import type { NetworkFacts } from '@relight/shared/network/facts';
import type { Directory } from './directory.ts';
import { readOperation } from './read-log.ts';
import { openRoom, type Room } from './room.ts';

/** A room that nobody listens to or has asked for this long is let go. */
const IDLE_MS = 5 * 60_000;

/** The operations that this process holds in memory. */
export type Rooms = {
  /** The room of an operation, loaded from the log if need be; undefined if there is no such operation. */
  find(operation: string): Promise<Room | undefined>;
  /** The same, with everything that any process has appended up to now. */
  current(operation: string): Promise<Room | undefined>;
  /** The same as `find` without asking whether the operation exists: an operation without events is an empty room. */
  open(operation: string): Promise<Room>;
  loaded(operation: string): Room | undefined;
  all(): Iterable<Room>;
  /** The network that the operation is pinned to, or that it will be by `opening`; null if it has none or it cannot be had. */
  network(room: Room, opening?: string | null): Promise<NetworkFacts | null>;
  letGoOfIdle(now?: number): void;
};

export const createRooms = ({ sql, directory }: { readonly sql: Sql; readonly directory: Directory }): Rooms => {
  const opening = new Map<string, Promise<Room>>();
  const rooms = new Map<string, Room>();

  const open = (operation: string): Promise<Room> => {
    const room = rooms.get(operation);
    if (room !== undefined) return Promise.resolve(room);
    let promise = opening.get(operation);
    if (promise === undefined) {
      promise = openRoom(sql, operation)
        .then((loaded) => {
          rooms.set(operation, loaded);
          return loaded;
        })
        .finally(() => opening.delete(operation));
      opening.set(operation, promise);
    }
    return promise;
  };

  return {
    open,
    async find(operation) {
      const room = rooms.get(operation);
      if (room !== undefined && room.head > 0) return room;
      return (await readOperation(sql, operation)) === undefined ? undefined : open(operation);
    },
    async current(operation) {
      const row = await readOperation(sql, operation);
      if (row === undefined) return undefined;
      const room = await open(operation);
      await room.ensureAt(row.head);
      return room;
    },
    loaded: (operation) => rooms.get(operation),
    all: () => rooms.values(),
    async network(room, version = room.state.network) {
      return version === null ? null : directory.network(version);
    },
    letGoOfIdle(now = Date.now()) {
      for (const [operation, room] of rooms) {
        if (room.listeners === 0 && now - room.usedAt > IDLE_MS) rooms.delete(operation);
      }
    },
  };
};
