import type { Sql } from '@relight/db/connect';
import type { Logger } from 'pino';
import type { Rooms } from './rooms.ts';
import { LOG_CHANNEL } from './write-batch.ts';

/** A notification can be lost while its connection is being made again; this bounds how long that goes unnoticed. */
const POLL_MS = 500;
/** Rooms that nobody listens to are kept current for this long after they were last asked for. */
const RECENT_MS = 60_000;

/** Keeps the rooms of this process current with what other processes append. */
export type Wake = { close(): Promise<void> };

export const startWake = async ({ sql, rooms, log }: { sql: Sql; rooms: Rooms; log: Logger }): Promise<Wake> => {
  const ensure = (operation: string, head: number) => {
    rooms
      .loaded(operation)
      ?.ensureAt(head)
      .catch((error) => log.warn({ err: error, operation }, 'could not follow the log'));
  };

  const poll = async () => {
    const now = Date.now();
    const active = [...rooms.all()].filter((room) => room.listeners > 0 || now - room.usedAt < RECENT_MS);
    if (active.length === 0) return;
    const heads = await sql<{ id: string; head: number }[]>`
      select id, head from operations where id = any(${active.map((room) => room.operation)})`;
    for (const { id, head } of heads) ensure(id, head);
  };

  let polling = false;
  const pollOnce = () => {
    if (polling) return;
    polling = true;
    poll()
      .catch((error) => log.warn({ err: error }, 'could not ask for the heads of the logs'))
      .finally(() => {
        polling = false;
      });
  };

  const hear = (payload: string) => {
    const at = payload.lastIndexOf(':');
    ensure(payload.slice(0, at), Number(payload.slice(at + 1)));
  };
  // After each reconnection too: what was said while it was away is in the log.
  const listening = await sql.listen(LOG_CHANNEL, hear, pollOnce);
  const timer = setInterval(pollOnce, POLL_MS);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      await listening.unlisten();
    },
  };
};
