import { at, curve, distance, type Point } from './geometry.ts';
import { random } from './random.ts';
import type { Road } from './roads.ts';
import { ROADS } from './roads.ts';

/** Villages of the plain, by the country roads. */
export const VILLAGES: readonly Point[] = [
  [900, 3_700],
  [2_000, 1_300],
  [700, 800],
  [2_200, 3_600],
  [1_300, 7_000],
  [3_400, 8_200],
  [3_300, 6_000],
  [300, 7_900],
  [9_600, 13_500],
  [12_400, 13_700],
  [13_300, 12_200],
  [17_600, 13_900],
  [14_600, 14_100],
  [18_700, 14_000],
  [21_900, 13_500],
  [24_300, 13_600],
  [23_900, 11_000],
  [24_400, 9_400],
  [22_000, 9_400],
  [21_800, 5_300],
  [23_700, 6_200],
  [24_600, 6_700],
  [23_700, 3_500],
  [22_300, 4_400],
  [24_600, 3_600],
  [20_800, 1_500],
  [16_300, 400],
  [12_600, 350],
  [8_300, 400],
  [9_000, 2_600],
  [17_500, 4_960],
  [6_800, 13_900],
];

/** How far into the hills each hamlet lies along its valley road, as a part of the road's length. */
const HAMLETS: readonly (readonly [string, readonly number[]])[] = [
  ['云岭路', [0.45, 0.72, 0.97]],
  ['茶山路', [0.5, 0.96]],
  ['竹海路', [0.55, 0.95]],
  ['石门路', [0.5, 0.95]],
];

export const hamlets: readonly Point[] = HAMLETS.flatMap(([name, parts]) => {
  const line = ROADS.find((r) => r.name?.zh === name)?.line ?? [];
  return parts.map((part) => at(line, Math.min(line.length - 2, Math.floor(line.length * part))));
});

/** Two or three crooked lanes across the valley road make a hamlet. */
export const hamletLanes = (seed: number): readonly Road[] => {
  const chance = random(seed, 'hamlets');
  return hamlets.flatMap((centre) => {
    const valley = ROADS.reduce(
      (best, r) => {
        const d = Math.min(...r.line.map((p) => distance(p, centre)));
        return d < best.d ? { d, line: r.line } : best;
      },
      { d: Number.POSITIVE_INFINITY, line: [] as readonly Point[] },
    ).line;
    const k = valley.findIndex((p) => distance(p, centre) < 1);
    return [-1, 1].map((step): Road => {
      const here = at(valley, Math.max(1, Math.min(valley.length - 2, k + step)));
      const next = at(valley, Math.max(0, Math.min(valley.length - 1, k + step + 1)));
      const before = at(valley, Math.max(0, k + step - 1));
      const d = distance(before, next) || 1;
      const [nx, ny] = [-(next[1] - before[1]) / d, (next[0] - before[0]) / d];
      const bend = chance.between(-70, 70);
      const [left, right] = [chance.between(120, 260), chance.between(110, 240)];
      const line = curve(
        [
          [here[0] + nx * left + ny * bend, here[1] + ny * left - nx * bend],
          [here[0] + nx * 25, here[1] + ny * 25],
          [here[0] - nx * 25, here[1] - ny * 25],
          [here[0] - nx * right + ny * bend, here[1] - ny * right - nx * bend],
        ],
        55,
      );
      return { name: null, rank: 3, line, closed: false, open: true };
    });
  });
};
