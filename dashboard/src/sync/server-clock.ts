/**
 * The server's time, as this client can best tell: the offset seen in messages, of which the largest is the one that travelled least.
 * A crew's phone with a wrong clock still counts down the right seconds.
 */
export const makeServerClock = (local: () => number = Date.now) => {
  let offsetMs: number | undefined;
  return {
    now: (): number => local() + (offsetMs ?? 0),
    observe: (serverTime: string): void => {
      const offset = Date.parse(serverTime) - local();
      // A jump means that one of the two clocks was set; a smaller change is delay on the way, and only the best one counts.
      offsetMs =
        offsetMs === undefined || Math.abs(offset - offsetMs) > JUMP_MS
          ? offset
          : Math.max(offset, offsetMs - DRIFT_MS);
    },
  };
};

const JUMP_MS = 5000;
/** What the best offset loses with every message, about one a second: a clock that runs fast is followed, also on a wall that is on for months. */
const DRIFT_MS = 1;
