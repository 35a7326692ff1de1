import { METRES_PER_DEGREE } from '@relight/shared/geo/bounds';
import type { Outline } from '@relight/shared/operation/values';

export type Corner = readonly [lon: number, lat: number];

export const closed = (corners: readonly Corner[]): Outline => {
  const [first] = corners;
  return first === undefined ? [] : [...corners, first].map(([lon, lat]) => [lon, lat]);
};

/** What is wrong with an outline, if anything. */
export const flawOf = (corners: readonly Corner[]): 'tooFew' | 'crossing' | null => {
  if (corners.length < 3) return 'tooFew';
  return crossesItself(corners) ? 'crossing' : null;
};

const crossesItself = (corners: readonly Corner[]): boolean => {
  const count = corners.length;
  for (let i = 0; i < count; i++) {
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue;
      const [a, b] = [corners[i], corners[(i + 1) % count]];
      const [c, d] = [corners[j], corners[(j + 1) % count]];
      if (a && b && c && d && segmentsCross(a, b, c, d)) return true;
    }
  }
  return false;
};

const segmentsCross = (a: Corner, b: Corner, c: Corner, d: Corner): boolean =>
  side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;

const side = ([ax, ay]: Corner, [bx, by]: Corner, [px, py]: Corner): number =>
  Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax));

export const SMALLEST_RADIUS_M = 20;
export const LARGEST_RADIUS_M = 20_000;
const CIRCLE_CORNERS = 48;

/** A circle as an outline, for those who do not draw. Null where the figures make none. */
export const circleAround = (lon: number, lat: number, radiusM: number): readonly Corner[] | null => {
  const inRange = Math.abs(lon) <= 180 && Math.abs(lat) <= 85;
  if (!inRange || !(radiusM >= SMALLEST_RADIUS_M && radiusM <= LARGEST_RADIUS_M)) return null;
  const dLat = radiusM / METRES_PER_DEGREE;
  const dLon = dLat / Math.cos((lat * Math.PI) / 180);
  return Array.from({ length: CIRCLE_CORNERS }, (_, i) => {
    const angle = (i / CIRCLE_CORNERS) * 2 * Math.PI;
    return [lon + dLon * Math.cos(angle), lat + dLat * Math.sin(angle)] as const;
  });
};
