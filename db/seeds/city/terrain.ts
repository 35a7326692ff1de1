import { beside, containment, curve, type Point, toLine } from './geometry.ts';
import { island, islet, river } from './river.ts';

export const lake: readonly Point[] = curve(
  [
    [7_560, 7_950],
    [7_780, 8_480],
    [8_330, 8_640],
    [8_800, 8_520],
    [9_230, 8_230],
    [9_180, 7_780],
    [9_280, 7_420],
    [8_900, 7_120],
    [8_380, 7_230],
    [7_900, 7_180],
    [7_630, 7_480],
  ],
  70,
  true,
);
/** A causeway island in the lake, as such lakes have. */
export const lakeIsland: readonly Point[] = curve(
  [
    [8_250, 7_900],
    [8_380, 8_010],
    [8_560, 7_990],
    [8_600, 7_860],
    [8_430, 7_790],
  ],
  40,
  true,
);

export const canal: readonly Point[] = curve(
  [
    [14_900, 15_400],
    [14_650, 13_600],
    [14_050, 12_200],
    [13_900, 10_900],
    [13_450, 9_700],
    [13_480, 8_500],
    [13_250, 7_400],
    [13_330, 6_100],
  ],
  80,
);
const CANAL_HALF_WIDTH = 20;
export const canalBanks: readonly Point[] = [
  ...beside(canal, () => CANAL_HALF_WIDTH),
  ...beside(canal, () => -CANAL_HALF_WIDTH).reverse(),
];

/** Hills: forest without streets, except for the valley roads to a few hamlets. */
export const hills: readonly (readonly Point[])[] = [
  curve(
    [
      [-900, 9_000],
      [900, 8_900],
      [2_000, 9_500],
      [2_600, 10_500],
      [3_800, 10_900],
      [4_500, 11_900],
      [5_900, 12_300],
      [6_500, 13_300],
      [7_500, 14_000],
      [7_700, 15_800],
      [-900, 15_800],
    ],
    120,
    true,
  ),
  curve(
    [
      [6_500, 5_750],
      [6_350, 6_350],
      [6_750, 6_800],
      [7_350, 6_750],
      [7_850, 6_450],
      [7_600, 5_950],
      [7_050, 5_560],
    ],
    90,
    true,
  ),
  curve(
    [
      [21_600, -900],
      [22_000, 500],
      [22_900, 1_100],
      [23_300, 2_100],
      [24_500, 2_500],
      [26_200, 2_400],
      [26_200, -900],
    ],
    120,
    true,
  ),
];

const canalNear = (p: Point, within: number): boolean => Math.abs(p[0] - 14_000) < 1_600 && toLine(p, canal) < within;

const [withinRiver, withinIsland, withinLake] = [containment(river), containment(island), containment(lake)];
const withinHills = hills.map(containment);

export const inRiver = (p: Point): boolean => withinRiver(p) && !withinIsland(p);
export const inWater = (p: Point): boolean => inRiver(p) || withinLake(p) || canalNear(p, CANAL_HALF_WIDTH + 4);
export const inHills = (p: Point): boolean => withinHills.some((within) => within(p));
export const islands: readonly (readonly Point[])[] = [island, islet];
