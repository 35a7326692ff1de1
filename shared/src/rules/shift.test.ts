import { expect, test } from 'vitest';
import { isOnShift } from './shift.ts';

test('a shift may run past midnight', () => {
  expect(isOnShift({ startHour: 8, endHour: 20 }, 8)).toBe(true);
  expect(isOnShift({ startHour: 8, endHour: 20 }, 20)).toBe(false);
  expect(isOnShift({ startHour: 20, endHour: 8 }, 2)).toBe(true);
});
