/** As many devices as are counted up together. */
export const MOST_DEVICES = 3;

/** Weights of all sets of none, one, two and three devices; what has more is left out. */
export type ByCount = readonly [number, number, number, number];

export const NOTHING: ByCount = [1, 0, 0, 0];

/** Sets that are made of one from each. */
export const together = (a: ByCount, b: ByCount): ByCount => [
  a[0] * b[0],
  a[0] * b[1] + a[1] * b[0],
  a[0] * b[2] + a[1] * b[1] + a[2] * b[0],
  a[0] * b[3] + a[1] * b[2] + a[2] * b[1] + a[3] * b[0],
];

/** The same sets, and one more device instead. */
export const orOne = ([none, one, two, three]: ByCount, weight: number): ByCount => [none, one + weight, two, three];

/** How much the sets weigh where each number of devices counts so many times. */
export const weighed = (sets: ByCount, times: readonly number[], besides = 0): number => {
  let sum = 0;
  for (let count = 0; count + besides <= MOST_DEVICES; count++)
    sum += (sets[count as 0 | 1 | 2 | 3] as number) * (times[count + besides] as number);
  return sum;
};
