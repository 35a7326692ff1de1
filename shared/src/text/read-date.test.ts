import { expect, test } from 'vitest';
import { readDate } from './read-date.ts';

test.each([
  ['2026-11-30', '2026-11-30'],
  ['２０２６－１１－３０', '2026-11-30'],
  ['20261130', '2026-11-30'],
  ['2026/11/30', '2026-11-30'],
  ['2026年11月30日', '2026-11-30'],
  ['2024-2-29', '2024-2-29'],
  ['11-30', '2026-11-30'],
  ['11月3日', '2026-11-3'],
])('%j is a date', (text, date) => {
  const it = readDate(text, 2026);
  expect(`${it?.year}-${it?.month}-${it?.day}`).toBe(date);
});

test.each(['', '30/11', '2026-02-29', '2026-13-01', '2026-11-31', '0026-01-01', '30', 'yesterday', '1130'])(
  '%j is none',
  (text) => expect(readDate(text, 2026)).toBeNull(),
);
