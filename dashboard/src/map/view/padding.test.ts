import { expect, test } from 'vitest';
import { paddingOf } from './padding.ts';

test('of a small map at least two thirds are for what it shows', () => {
  const height = 190;
  expect(height - 2 * paddingOf('phone', 1.2, { width: 358, height })).toBeGreaterThan((height * 2) / 3);
});

test('a large map keeps the room that tags need', () => {
  expect(paddingOf('phone', 1.2, { width: 390, height: 600 })).toBe(36);
  expect(paddingOf('wall', 3, { width: 2690, height: 1480 })).toBe(78);
});
