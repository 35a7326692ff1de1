/** About the time of a frame. */
const REST_MS = 16;

/**
 * Gathers calls and runs `work` for all of them: at once where it has rested, and otherwise once in the time of a frame, so that a storm of
 * messages costs one update of the page. Not in the frame itself, where it would wait behind whatever else is drawn first.
 */
export const makeOnceAFrame = (work: () => void): (() => void) => {
  let scheduled = false;
  let lastMs = Number.NEGATIVE_INFINITY;
  const run = () => {
    scheduled = false;
    lastMs = performance.now();
    work();
  };
  return () => {
    if (scheduled) return;
    scheduled = true;
    setTimeout(run, Math.max(0, lastMs + REST_MS - performance.now()));
  };
};
