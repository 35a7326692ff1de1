/** Waits between attempts: soon at first, then twice a minute for as long as it takes. */
export const retryDelayMs = (attempt: number): number => Math.min(30_000, 1_000 * 2 ** attempt);

/** Calls `attempt` until it succeeds or the signal aborts. `onFailure` hears of every failure. */
export const persistently = async <Result>(
  attempt: () => Promise<Result>,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<Result> => {
  for (let count = 0; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      signal.throwIfAborted();
      onFailure(error);
      await pause(retryDelayMs(count), signal);
    }
  }
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
