const LOOK_EVERY_MS = 500;

/**
 * Starts the server again when it is gone though nobody has stopped it: killed for want of memory, or by a hand that slipped. Clients
 * find it where it was.
 * @param start makes it run, unless it does
 * @returns what ends the watch, before the server is stopped on purpose
 */
export function keepRunning({
  isRunning,
  start,
  log,
}: {
  isRunning: () => boolean;
  start: () => Promise<void>;
  log: (message: string) => void;
}): () => void {
  let starting = false;
  const look = async () => {
    if (starting || isRunning()) return;
    starting = true;
    log('the database has ended unexpectedly and is started again');
    await start()
      // Back ends of a killed server may still hold its memory: the next look tries again.
      .catch((error) => log(error instanceof Error ? error.message : String(error)))
      .finally(() => {
        starting = false;
      });
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
