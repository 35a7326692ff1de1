/** A map that cannot come to rest, in the middle of a storm, still takes what is new this often. */
const LONGEST_MS = 1_000;

export type MapTurns = {
  /** There is something new for the map. */
  readonly changed: () => void;
  /** Whether the map is drawing. */
  readonly drawing: (busy: boolean) => void;
  readonly close: () => void;
};

/**
 * When a map may take what is new: after the page has shown it, not while the map still draws what came before, and after that not for as
 * long again. To draw an incident costs a map more than it costs the page to list it, and without a graphics card many times as much:
 * whoever drew each one at once would keep the next one from the list.
 */
export const makeMapTurns = (take: () => void): MapTurns => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  let busy = false;
  let drawingSinceMs = 0;
  let restUntilMs = 0;
  let waitingSinceMs: number | null = null;

  const turn = (): void => {
    // In a task of its own: in the frame itself it would come before the paint.
    timer = setTimeout(() => {
      frame = 0;
      waitingSinceMs = null;
      take();
    });
  };
  const schedule = (): void => {
    if (waitingSinceMs === null || frame !== 0) return;
    const now = performance.now();
    const longest = waitingSinceMs + LONGEST_MS - now;
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        frame = requestAnimationFrame(turn);
      },
      Math.max(0, busy ? longest : Math.min(longest, restUntilMs - now)),
    );
  };
  return {
    changed: () => {
      if (waitingSinceMs !== null) return;
      waitingSinceMs = performance.now();
      schedule();
    },
    drawing: (now) => {
      if (now === busy) return;
      busy = now;
      if (busy) drawingSinceMs = performance.now();
      else restUntilMs = performance.now() + Math.min(performance.now() - drawingSinceMs, LONGEST_MS);
      schedule();
    },
    close: () => {
      waitingSinceMs = null;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    },
  };
};
