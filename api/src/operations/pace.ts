import type { WebSocket } from 'ws';

/** Messages of one connection that are read in a second; a desk sends a few. What is more waits in the network. */
const MOST_PER_SECOND = 2_000;

/** How fast one connection is read, so that nobody who sends without end keeps the others waiting. */
export type Pace = {
  /** One more message has been read. */
  count(): void;
  /** Whether the connection must rest until its second is over. */
  readonly resting: boolean;
  stop(): void;
};

/** @param rested told when reading may go on */
export const createPace = (ws: Pick<WebSocket, 'pause'>, rested: () => void): Pace => {
  let read = 0;
  let since = 0;
  let timer: NodeJS.Timeout | undefined;
  return {
    count() {
      const now = Date.now();
      if (now - since >= 1_000) {
        since = now;
        read = 0;
      }
      read += 1;
      if (read < MOST_PER_SECOND || timer !== undefined) return;
      ws.pause();
      timer = setTimeout(
        () => {
          timer = undefined;
          rested();
        },
        1_000 - (now - since),
      );
    },
    get resting() {
      return timer !== undefined;
    },
    stop: () => clearTimeout(timer),
  };
};
