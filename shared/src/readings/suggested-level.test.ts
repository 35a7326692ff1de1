import { describe, expect, test } from 'vitest';
import type { CurvePoint, Response } from '../operation/state.ts';
import { given, type TestCommand } from '../operation/testing/given.ts';
import { LEVEL_THRESHOLDS } from '../rules/response-levels.ts';
import { adviseLevel, heldMinutes } from './suggested-level.ts';

const clock = (minute: number) => new Date(Date.parse('2026-11-24T08:00:00.000Z') + minute * 60_000).toISOString();
const point = (minute: number, customersOut: number, customersPredicted = 0): CurvePoint => ({
  at: clock(minute),
  customersOut,
  customersPredicted,
});
const advise = (minute: number, curve: readonly CurvePoint[], level: Response['level'] | null = null) => {
  const inForce = { level, since: clock(0), matters: '', expectedUntil: null, measures: '' } as Response;
  const { suggested, nearing, possible } = adviseLevel(
    { curve, response: level === null ? null : inForce },
    clock(minute),
  );
  return [suggested?.level ?? null, nearing?.level ?? null, possible?.level ?? null];
};

describe.each(LEVEL_THRESHOLDS.values)('level $level', ({ level, customers, minutes }) => {
  test('is suggested at its threshold, once that has held for its time, and not a customer or a minute earlier', () => {
    expect(advise(minutes, [point(0, customers)])[0]).toBe(level);
    expect(advise(minutes - 1 / 60, [point(0, customers)])[1]).toBe(level);
    expect(advise(24 * 60, [point(0, customers - 1)])).not.toContain(level);
  });

  test('is counted from when the threshold was last passed', () => {
    const dip = [point(0, customers), point(5, customers - 1), point(6, customers + 40)];
    expect(advise(6 + minutes - 1, dip)[0]).not.toBe(level);
    expect(advise(6 + minutes, dip)[0]).toBe(level);
  });

  test('is never suggested for what is only predicted, however long', () => {
    expect(advise(24 * 60, [point(0, customers - 1, 40_000)])[0]).not.toBe(level);
    expect(advise(0, [point(0, 0, customers)])).toEqual([null, null, level]);
  });
});

test('thresholds fall with the levels, and say that they are ours', () => {
  const customers = LEVEL_THRESHOLDS.values.map((it) => it.customers);
  expect(customers).toEqual([...customers].sort((a, b) => b - a));
  expect(LEVEL_THRESHOLDS.status).toBe('design');
});

test('while a higher level is on its way the lower one is suggested already', () => {
  const curve = [point(0, 3000), point(12, 12_000, 9000)];
  expect(advise(13, curve)).toEqual(['IV', 'II', 'I']);
  expect(advise(22, curve)).toEqual(['III', 'II', 'I']);
  expect(advise(27, curve)).toEqual(['II', null, 'I']);
});

test('a level that is in force is not suggested, nor is a lower one; a higher one is', () => {
  const curve = [point(0, 12_000, 9000)];
  expect(advise(30, curve, 'III')).toEqual(['II', null, 'I']);
  expect(advise(30, curve, 'II')).toEqual([null, null, 'I']);
  expect(advise(30, curve, 'I')).toEqual([null, null, null]);
});

test('the reason says since when, in whole minutes', () => {
  const { suggested } = adviseLevel({ curve: [point(0, 100), point(7, 5505)], response: null }, clock(18.9));
  expect(suggested).toEqual({ level: 'III', customers: 5000, minutes: 10, since: clock(7) });
  expect(suggested && heldMinutes(suggested, clock(18.9))).toBe(11);
});

test('a confirmation moves customers from what is possible to what is confirmed', () => {
  const predict: TestCommand = {
    type: 'predictOutage',
    incident: 'inc_a',
    device: 'B',
    reports: { ids: ['r'], firstAt: clock(0), lastAt: clock(0), hazard: false },
    ruling: { rule: 'breaker', evidence: {} },
    absorbs: [],
  };
  const predicted = given().and(predict);
  const now = (state: typeof predicted.state) => adviseLevel(state, clock(60)).out;
  expect(now(predicted.state)).toEqual({ confirmed: 0, predicted: 3000 });
  expect(adviseLevel(predicted.state, clock(60))).toMatchObject({ suggested: null, possible: { level: 'IV' } });
  const confirmed = predicted.and({ type: 'confirmOutage', incident: 'inc_a', reason: 'crewFinding' });
  expect(now(confirmed.state)).toEqual({ confirmed: 3000, predicted: 0 });
  expect(adviseLevel(confirmed.state, clock(60))).toMatchObject({ suggested: { level: 'IV' }, possible: null });
});
