/** A hidden tab has no frames; this long after the first call it runs all the same. */
const LATEST_MS = 250;

/** Gathers calls and runs `work` once before the next frame, so that a storm of messages costs one update of the page. */
export const makeOnceAFrame = (work: () => void): (() => void) => {
  let scheduled = false;
  const run = () => {
    if (!scheduled) return;
    scheduled = false;
    work();
  };
  return () => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(run);
    setTimeout(run, LATEST_MS);
  };
};
