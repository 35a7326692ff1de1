import { curve, type Point } from './geometry.ts';
import type { Name } from './types.ts';

export type Line = { readonly kind: 'railway' | 'metro'; readonly name: Name; readonly line: readonly Point[] };

const km = (points: readonly (readonly [number, number])[]): Point[] =>
  curve(
    points.map(([x, y]) => [x * 1000, y * 1000] as const),
    110,
  );

/** Railway on its own bridge, metro under streets and river: drawn for orientation, they carry no distribution line. */
export const TRANSIT: readonly Line[] = [
  {
    kind: 'railway',
    name: { zh: '沪江铁路', en: 'Hujiang Railway' },
    line: km([
      [18.3, 14.3],
      [17.9, 12.9],
      [17.25, 11.0],
      [17.0, 9.3],
      [16.5, 7.6],
      [15.85, 6.1],
      [15.35, 4.4],
      [15.3, 2.5],
      [15.7, 0],
    ]),
  },
  {
    kind: 'metro',
    name: { zh: '地铁1号线', en: 'Metro Line 1' },
    line: km([
      [4.6, 8.7],
      [6.3, 9.02],
      [8.6, 9.2],
      [10.3, 9.05],
      [11.7, 9.0],
      [13.4, 8.4],
      [15.4, 8.75],
      [17.0, 9.3],
      [18.6, 9.9],
      [20.0, 10.3],
      [22.0, 11.1],
    ]),
  },
  {
    kind: 'metro',
    name: { zh: '地铁2号线', en: 'Metro Line 2' },
    line: km([
      [10.75, 12.4],
      [11.0, 10.9],
      [11.3, 9.4],
      [11.7, 9.0],
      [11.55, 7.9],
      [11.3, 6.6],
      [11.0, 5.2],
      [11.3, 4.0],
      [12.6, 3.3],
      [14.0, 3.0],
      [16.0, 2.7],
      [18.0, 2.4],
      [19.6, 2.1],
    ]),
  },
];
