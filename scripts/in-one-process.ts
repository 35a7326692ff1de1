import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '@relight/db/connect';

/** How soon another process notices that the one whose turn it was has gone. */
const LOOK_EVERY_MS = 2_000;

/**
 * Does something in only one of the processes that share a database: in the first that comes, and when that one has gone, or has lost
 * the database, in another.
 * @param lock the number of an advisory lock that stands for it
 * @param start begins, and gives back how to stop
 * @returns how to give up one's turn
 */
export function inOneProcess(
  { url, lock, onError }: { url: string; lock: number; onError: (error: unknown) => void },
  start: () => Promise<(() => void) | undefined>,
): () => Promise<void> {
  const database = connect(url, { connections: 1 });
  const leaving = new AbortController();
  const rest = () => sleep(LOOK_EVERY_MS, undefined, { signal: leaving.signal }).catch(() => {});

  const takeTurn = async () => {
    const connection = await database.sql.reserve();
    let stop: (() => void) | undefined;
    try {
      for (let ours = false; !leaving.signal.aborted; await rest()) {
        // The lock lives as long as this connection; once it is ours, asking again shows that it still is.
        const [answer] = await connection<{ ours: boolean }[]>`
          select ${ours} or pg_try_advisory_lock(${lock}) as ours`;
        if (ours || !answer?.ours) continue;
        ours = true;
        stop = await start().catch((error) => void onError(error));
      }
      await connection`select pg_advisory_unlock_all()`;
    } finally {
      stop?.();
      connection.release();
    }
  };

  const done = (async () => {
    while (!leaving.signal.aborted) {
      // Only the database can be away here, and the next attempt shows whether it is back.
      await takeTurn().catch(() => {});
      await rest();
    }
  })();
  return async () => {
    leaving.abort();
    await done;
    await database.close();
  };
}
