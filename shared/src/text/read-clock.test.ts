import { expect, test } from 'vitest';
import { readClock } from './read-clock.ts';

test.each([
  ['23:40', 23 * 60 + 40],
  ['２３：４０', 23 * 60 + 40],
  ['2340', 23 * 60 + 40],
  ['905', 9 * 60 + 5],
  ['9:05', 9 * 60 + 5],
  ['9.05', 9 * 60 + 5],
  ['23点40分', 23 * 60 + 40],
  ['23时40', 23 * 60 + 40],
  ['8点', 8 * 60],
  [' 0:00 ', 0],
])('%j is a time of day', (text, minutes) => expect(readClock(text)).toBe(minutes));

test.each(['', '24:00', '23:60', '2460', '12', '7', '1:2', '11:40 pm', 'noon', '123456', '-1:00'])(
  '%j is none',
  (text) => expect(readClock(text)).toBeNull(),
);
