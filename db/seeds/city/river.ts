import { at, beside, curve, type Point } from './geometry.ts';

/** Control points of the river's middle, with half its width: it enters in the west, bends round the old town and leaves in the east. */
const COURSE: readonly (readonly [number, number, number])[] = [
  [-1_500, 6_300, 260],
  [1_200, 5_500, 265],
  [4_300, 4_250, 280],
  [7_200, 4_450, 300],
  [9_500, 5_800, 330],
  [11_900, 6_450, 350],
  [14_100, 5_700, 400],
  [16_200, 4_850, 620],
  [18_400, 4_950, 700],
  [20_600, 6_250, 450],
  [22_700, 7_750, 420],
  [24_600, 8_250, 430],
  [26_600, 7_900, 440],
];

const STEP = 90;

const middle = curve(
  COURSE.map(([x, y]) => [x, y] as const),
  STEP,
);
/** Half widths along the same curve: a second curve whose heights are the widths, sampled with the same steps. */
const halfWidths = ((): readonly number[] => {
  const out: number[] = [];
  for (let i = 0; i + 1 < COURSE.length; i++) {
    const [a, b] = [at(COURSE, i), at(COURSE, i + 1)];
    const pieces = Math.max(1, Math.round(Math.hypot(a[0] - b[0], a[1] - b[1]) / STEP));
    for (let k = 0; k < pieces; k++) {
      const t = k / pieces;
      out.push(a[2] + (b[2] - a[2]) * t * t * (3 - 2 * t));
    }
  }
  out.push(at(COURSE, COURSE.length - 1)[2]);
  return out;
})();

export const riverMiddle: readonly Point[] = middle;

/** The line at a distance outside one bank: left is the north side. */
export const alongBank = (side: 'north' | 'south', outside: number): Point[] =>
  beside(middle, (i) => (at(halfWidths, i) + outside) * (side === 'north' ? 1 : -1));

export const river: readonly Point[] = [...alongBank('north', 0), ...alongBank('south', 0).reverse()];

/** 沙洲岛, big enough to live on, and a reed islet upstream. */
export const island: readonly Point[] = curve(
  [
    [16_050, 4_900],
    [16_700, 5_150],
    [17_500, 5_290],
    [18_300, 5_240],
    [18_950, 5_330],
    [19_120, 5_180],
    [18_600, 4_840],
    [17_900, 4_640],
    [17_100, 4_640],
    [16_450, 4_720],
  ],
  70,
  true,
);
export const islet: readonly Point[] = curve(
  [
    [8_000, 4_880],
    [8_350, 5_130],
    [8_800, 5_370],
    [8_920, 5_330],
    [8_600, 5_090],
    [8_250, 4_900],
  ],
  60,
  true,
);
