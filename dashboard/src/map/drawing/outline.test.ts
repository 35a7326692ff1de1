import { distanceM } from '@relight/shared/geo/distance';
import { outline } from '@relight/shared/operation/values';
import { expect, test } from 'vitest';

import type { Corner } from './outline.ts';
import { circleAround, closed, flawOf } from './outline.ts';

const corners: readonly Corner[] = [
  [120, 30],
  [120.1, 30],
  [120.1, 30.1],
  [120, 30.1],
];

test('a drawn outline is what the operation accepts', () => {
  expect(outline.safeParse(closed(corners)).success).toBe(true);
  expect(flawOf(corners)).toBeNull();
});

test('two corners are no area, and a bow tie is not one either', () => {
  expect(flawOf(corners.slice(0, 2))).toBe('tooFew');
  expect(flawOf([corners[0], corners[2], corners[1], corners[3]] as Corner[])).toBe('crossing');
});

test('a typed circle has its radius all around', () => {
  const circle = circleAround(120, 30, 500) ?? [];
  expect(circle.length).toBeGreaterThan(30);
  for (const [lon, lat] of circle) expect(distanceM({ lon: 120, lat: 30 }, { lon, lat })).toBeCloseTo(500, -1);
  expect(outline.safeParse(closed(circle)).success).toBe(true);
});

test('figures that make no circle are refused', () => {
  expect(circleAround(Number.NaN, 30, 500)).toBeNull();
  expect(circleAround(120, 30, 5)).toBeNull();
  expect(circleAround(120, 30, Number.NaN)).toBeNull();
});
