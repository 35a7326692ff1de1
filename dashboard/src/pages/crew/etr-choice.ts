const STEP_MS = 15 * 60_000;

/** The first quarter of an hour that is still ahead: an estimate in the past cannot be chosen. */
export const earliestEtr = (nowMs: number): number => Math.floor(nowMs / STEP_MS) * STEP_MS + STEP_MS;

/** Where the choice starts: at the estimate that stands, if it is still ahead, else an hour from now. */
export const firstChoice = (current: string | null, nowMs: number): number => {
  const stands = current === null ? 0 : Math.round(Date.parse(current) / STEP_MS) * STEP_MS;
  return stands > nowMs ? stands : earliestEtr(nowMs) + 3 * STEP_MS;
};

/** `steps` quarters of an hour later (or earlier), but never into the past. */
export const movedEtr = (chosenMs: number, steps: number, nowMs: number): number =>
  Math.max(earliestEtr(nowMs), chosenMs + steps * STEP_MS);
