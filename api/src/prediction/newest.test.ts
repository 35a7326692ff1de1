import { expect, test } from 'vitest';
import { createNewest } from './newest.ts';

test('something is new once, until so many others have come that it is forgotten', () => {
  const newest = createNewest<number>(3);
  expect([1, 2, 1, 3].map(newest.add)).toEqual([true, true, false, true]);
  for (let n = 4; n < 10_000; n++) expect(newest.add(n)).toBe(true);
  expect(newest.size).toBe(3);
  expect(newest.add(9_999)).toBe(false);
  expect(newest.add(1)).toBe(true);
  newest.delete(1);
  expect(newest.add(1)).toBe(true);
});
