/**
 * The simulated afternoon: an outage is over after a fifteenth of the time that it took in the city's past, so that a newcomer sees one from
 * the first call to the last customer within some minutes. Times of the log stay real: nothing is back-dated. What is learned from the city's
 * past for this operation is read at the same pace, so that its restoration times are those of these people.
 */
export const PACE = 15;

/** Milliseconds that a drive takes in the simulation: quick, and slow enough to be followed on the map. */
export const driveMs = (lengthM: number): number => Math.max(30_000, ((lengthM / 1000) * 3_600_000) / VEHICLE_KMH);

const VEHICLE_KMH = 200;

/** Seconds between a step and the next, chosen per key within these bounds. */
export const SECONDS = {
  answer: [6, 18],
  answerStranger: [20, 40],
  depart: [4, 10],
  survey: [12, 25],
  packUp: [6, 15],
  dispatch: [20, 40],
  /** For whoever caused an outage by hand, time to see it come and to take it on. */
  dispatchStranger: [60, 90],
  close: [20, 45],
} as const satisfies Record<string, readonly [from: number, to: number]>;
