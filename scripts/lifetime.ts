import { setTimeout as sleep } from 'node:timers/promises';
import { tell } from './operator-problem.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** npm passes on a Ctrl-C that the terminal has sent to us as well: signals this close together are one. */
const SAME_SIGNAL_MS = 1_000;

/** What hangs longer than this is left behind; the database, opened first, has its own limit and must not be. */
const CLOSE_LIMIT_MS = 10_000;

/** What has been opened gives back how to close it. */
export type OnStop = (close: () => Promise<void>) => void;

/**
 * Runs a program that opens things one after the other and then lives until it is told to stop: by a signal, by `stopWhen`, or by
 * an error. Closes everything in reverse order and ends the process; a second signal ends it without waiting for what is slow.
 *
 * @param start registers how to close each thing as soon as it is open, and calls `goOn` between steps, which throws when the
 *   program is to stop
 */
export async function live(
  start: (onStop: OnStop, goOn: () => void) => Promise<void>,
  { stopWhen }: { stopWhen: AbortSignal },
): Promise<never> {
  const closers: (() => Promise<void>)[] = [];
  const stopping = new AbortController();
  let exitCode = 0;
  const fail = (error: unknown) => {
    if (stopping.signal.aborted && error === stopping.signal.reason) return;
    tell(error);
    exitCode = 1;
    stopping.abort();
  };

  // A terminal that was closed takes no more output; that must not keep us from stopping in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

  let firstSignalAt = 0;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (!firstSignalAt) {
        firstSignalAt = Date.now();
        stopping.abort();
      } else if (Date.now() - firstSignalAt > SAME_SIGNAL_MS) {
        console.error('Stopping at once.');
        // Opened first is what outlives this process if it is not stopped: the database.
        void Promise.resolve(closers[0]?.()).finally(() => process.exit(1));
      }
    });
  }
  stopWhen.addEventListener('abort', () => stopping.abort());
  if (stopWhen.aborted) stopping.abort();
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);

  const stopped = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
  try {
    await start(
      (close) => void closers.push(close),
      () => stopping.signal.throwIfAborted(),
    );
  } catch (error) {
    fail(error);
  }
  if (!stopping.signal.aborted) await stopped;
  for (const [index, close] of [...closers.entries()].reverse()) {
    const closed = close().catch((error: unknown) => {
      tell(error);
      exitCode = 1;
    });
    await (index === 0 ? closed : Promise.race([closed, sleep(CLOSE_LIMIT_MS)]));
  }
  process.exit(exitCode);
}
