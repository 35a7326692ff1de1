import { copyFileSync, statSync, truncateSync } from 'node:fs';

const LIMIT_BYTES = 10_000_000;
const LOOK_EVERY_MS = 5_000;

/** Moves what a log has become too long for to `file.old`. Its writer may go on: it appends to whatever is there. */
export function shorten(file: string): void {
  if (!isTooLong(file)) return;
  copyFileSync(file, `${file}.old`);
  truncateSync(file);
}

/**
 * Keeps the log of a running server short, so that the two files together never take more than a little over twice the limit.
 * @param takeTurn two processes at the same time would lose the older half
 * @returns what ends the watch
 */
export function keepShort(file: string, takeTurn: (work: () => Promise<void>) => Promise<void>): () => void {
  let busy = false;
  const look = async () => {
    if (busy || !isTooLong(file)) return;
    busy = true;
    // A disk that is full, say: the next look tries again.
    await takeTurn(async () => shorten(file))
      .catch(() => {})
      .finally(() => {
        busy = false;
      });
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

const isTooLong = (file: string): boolean => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LIMIT_BYTES;
