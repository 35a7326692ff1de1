/** Work that is done again and again until it is closed. */
export type Repeated = {
  /** Nothing begins any more; settles when what is under way is done. */
  close(): Promise<void>;
};

/** Does work every so many milliseconds, leaving out a turn while the last one is still under way. It keeps no process alive. */
export const repeat = (everyMs: number, work: () => Promise<void>, onError: (error: unknown) => void): Repeated => {
  let underWay: Promise<void> | undefined;
  const timer = setInterval(() => {
    underWay ??= work()
      .catch(onError)
      .finally(() => {
        underWay = undefined;
      });
  }, everyMs);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      await underWay;
    },
  };
};
