import { expect, test } from 'vitest';
import { isFar, leastTextPx } from './sign-size.ts';

const FULL_HD = { width: 1920, height: 1080 };

test('text is read under 20 minutes of arc from where the room sits', () => {
  // 5 m × tan 20′ = 29.1 mm; a pixel of 86 inches in 1920 × 1080 is 0.992 mm.
  expect(leastTextPx({ distanceM: 5, diagonalIn: 86 }, FULL_HD)).toBeCloseTo(29.3, 1);
  expect(leastTextPx({ distanceM: 5, diagonalIn: 98 }, { width: 3840, height: 2160 })).toBeCloseTo(51.5, 1);
  expect(leastTextPx({ distanceM: 2.5, diagonalIn: 86 }, FULL_HD)).toBeCloseTo(14.7, 1);
});

test('it is the same on a screen that hangs upright', () => {
  const upright = { width: 1080, height: 1920 };
  expect(leastTextPx({ distanceM: 5, diagonalIn: 86 }, upright)).toBe(
    leastTextPx({ distanceM: 5, diagonalIn: 86 }, FULL_HD),
  );
});

test('a screen too small for its room still has room for its figures', () => {
  expect(leastTextPx({ distanceM: 30, diagonalIn: 40 }, FULL_HD)).toBeCloseTo(36.7, 1);
});

test('a wall that has not been told keeps its design', () => {
  expect(leastTextPx(null, FULL_HD)).toBe(0);
  expect(isFar(0, FULL_HD)).toBe(false);
  expect(isFar(29.3, FULL_HD)).toBe(true);
});
