import { expect, test } from 'vitest';
import { following, HOLD_MS, mayMove, touched } from './view-lock.ts';

test('a wall that nobody has touched follows the operation', () => {
  expect(mayMove(following, 0)).toBe(true);
});

test('it stays where somebody put it, and follows again when they have been gone for a while', () => {
  const lock = touched(1_000);
  expect(mayMove(lock, 1_001)).toBe(false);
  expect(mayMove(lock, HOLD_MS)).toBe(false);
  expect(mayMove(lock, 1_000 + HOLD_MS)).toBe(true);
});
