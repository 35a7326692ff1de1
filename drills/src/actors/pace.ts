/**
 * The simulated afternoon runs faster than a real one, so that a newcomer sees an outage from the first call to the last customer within
 * a few minutes. Times of the log stay real: nothing is back-dated.
 */
export const PACE = 5;

/** Milliseconds that a drive takes in the simulation. */
export const driveMs = (lengthM: number): number => Math.max(30_000, ((lengthM / 1000) * 3_600_000) / (40 * PACE));

/** Seconds between a step and the next, chosen per key within these bounds. */
export const SECONDS = {
  answer: [6, 18],
  answerStranger: [20, 40],
  depart: [4, 10],
  survey: [12, 25],
  repair: [100, 220],
  packUp: [6, 15],
  dispatch: [20, 40],
  close: [20, 45],
} as const satisfies Record<string, readonly [from: number, to: number]>;
