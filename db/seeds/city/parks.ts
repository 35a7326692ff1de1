import { containment, type Point } from './geometry.ts';

/** Parks of the plan: a point inside each and the largest block that may be left unbuilt around it, in square metres. */
const PARKS: readonly (readonly [number, number, number])[] = [
  [10_700, 8_700, 70_000],
  [12_300, 8_750, 60_000],
  [11_100, 7_250, 50_000],
  [9_550, 7_500, 260_000],
  [9_700, 8_300, 260_000],
  [11_900, 10_000, 220_000],
  [9_900, 11_300, 260_000],
  [13_000, 11_300, 200_000],
  [15_900, 7_900, 170_000],
  [16_600, 9_600, 260_000],
  [14_300, 9_200, 120_000],
  [12_300, 4_900, 300_000],
  [12_500, 3_700, 260_000],
  [12_550, 2_600, 200_000],
  [10_100, 2_500, 240_000],
  [15_300, 3_000, 220_000],
  [5_800, 2_000, 420_000],
  [18_700, 2_600, 200_000],
  [20_900, 9_600, 340_000],
  [19_400, 11_100, 320_000],
  [5_600, 9_600, 260_000],
  [7_300, 9_700, 220_000],
  [17_000, 4_950, 400_000],
  [16_200, 6_300, 260_000],
];

/** The size up to which a block stays whole as a park; undefined where none is planned. */
export const parkAt = (ring: readonly Point[]): number | undefined => {
  const within = containment(ring);
  return PARKS.find(([x, y]) => within([x, y]))?.[2];
};
