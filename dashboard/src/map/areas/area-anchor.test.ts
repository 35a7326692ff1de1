import type { Polygon } from 'geojson';
import { expect, test } from 'vitest';
import { anchorOf } from './area-anchor.ts';

const square = (west: number, south: number, size: number): Polygon['coordinates'][number] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

test('a tag points at the middle of a plain area', () => {
  expect(anchorOf({ type: 'Polygon', coordinates: [square(0, 0, 10)] })).toEqual([5, 5]);
});

test('of several parts the largest is pointed at', () => {
  const anchor = anchorOf({ type: 'MultiPolygon', coordinates: [[square(0, 0, 1)], [square(10, 10, 4)]] });
  expect(anchor).toEqual([12, 12]);
});

test('a tag never points into a hole or into the bay of a horseshoe', () => {
  const ring = anchorOf({ type: 'Polygon', coordinates: [square(0, 0, 10), square(2, 2, 6)] });
  expect(ring === null || ring[0] < 2 || ring[0] > 8 || ring[1] < 2 || ring[1] > 8).toBe(true);
  const horseshoe: Polygon = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [8, 10],
        [8, 2],
        [2, 2],
        [2, 10],
        [0, 10],
        [0, 0],
      ],
    ],
  };
  const [lon = 0, lat = 0] = anchorOf(horseshoe) ?? [];
  expect(lat < 2 || lon < 2 || lon > 8).toBe(true);
});

test('nothing to point at in an empty shape', () => {
  expect(anchorOf({ type: 'MultiPolygon', coordinates: [] })).toBeNull();
});
