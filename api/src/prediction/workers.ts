/** What arrives together is dealt with together. */
const COALESCE_MS = 40;
const MAX_PAUSE_MS = 3_000;
const RETRY_MS = 2_000;

type Worker = { again: boolean; done: Promise<void> };

/** One worker for each key that something waits for: it works again while it is woken, and is tried again after an error. */
export const createWorkers = ({
  work,
  failed,
}: {
  readonly work: (key: string) => Promise<void>;
  readonly failed: (key: string, error: unknown) => void;
}) => {
  const workers = new Map<string, Worker>();
  const retries = new Set<NodeJS.Timeout>();
  let stopped = false;

  const wake = (key: string): void => {
    if (stopped) return;
    const working = workers.get(key);
    if (working) {
      working.again = true;
      return;
    }
    const worker: Worker = { again: false, done: Promise.resolve() };
    workers.set(key, worker);
    worker.done = run(key, worker);
  };

  const run = async (key: string, worker: Worker): Promise<void> => {
    try {
      let pauseMs = COALESCE_MS;
      do {
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        worker.again = false;
        const started = performance.now();
        await work(key);
        // In a flood, at most a third of the time goes into it.
        pauseMs = Math.min(MAX_PAUSE_MS, Math.max(COALESCE_MS, 2 * (performance.now() - started)));
      } while (worker.again && !stopped);
      workers.delete(key);
    } catch (error) {
      workers.delete(key);
      if (stopped) return;
      failed(key, error);
      const timer = setTimeout(() => {
        retries.delete(timer);
        wake(key);
      }, RETRY_MS);
      retries.add(timer);
    }
  };

  const idle = async (): Promise<void> => {
    while (workers.size > 0) await Promise.all([...workers.values()].map(({ done }) => done));
  };

  return {
    wake,
    isBusy: (key: string): boolean => workers.has(key),
    stopped: (): boolean => stopped,
    /** Settles when nobody works. */
    idle,
    /** Lets everybody finish what they are at, and nobody begin anything. */
    async stop(): Promise<void> {
      stopped = true;
      for (const timer of retries) clearTimeout(timer);
      await idle();
    },
  };
};
