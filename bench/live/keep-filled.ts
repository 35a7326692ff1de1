/** Events that may be on their way to the slowest client; below it, more are sent. */
const WINDOW = 1500;
const AT_A_TIME = 50;

/**
 * `events` sends and says how many events that were. Sends as fast as the slowest client takes it, and no faster: neither side is measured by the length of a queue.
 */
export const keepFilled = ({ events }: { readonly events: (n: number) => number }) => {
  let sent = 0;
  let slowest = 0;
  let running = false;
  const pump = () => {
    if (!running) return;
    for (let i = 0; i < AT_A_TIME && sent - slowest < WINDOW; i++) sent += events(sent);
    setTimeout(pump, sent - slowest < WINDOW ? 0 : 2);
  };
  return {
    start: () => {
      running = true;
      sent = slowest;
      pump();
    },
    progress: (value: number) => {
      slowest = value;
    },
    stop: () => {
      running = false;
    },
  };
};
