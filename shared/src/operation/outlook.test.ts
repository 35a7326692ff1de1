import { expect, test } from 'vitest';
import { courseFrom, follow } from '../readings/course.ts';
import { allExpected, allOut, anybodyOut } from '../readings/figures-out.ts';
import { adviseLevel } from '../readings/suggested-level.ts';
import { totals } from '../readings/totals.ts';
import type { Actor } from './events.ts';
import { given, type TestCommand } from './testing/given.ts';

const system: Actor = { id: 'system', role: 'system' };
const dispatcher: Actor = { id: 'usr_dispatcher', role: 'dispatcher' };
const instant = '2026-11-24T08:00:00.000Z';

const predict = (incident: string, device: string): TestCommand => ({
  type: 'predictOutage',
  incident: incident as never,
  device,
  reports: { ids: [`r-${incident}`], firstAt: instant, lastAt: instant, hazard: false },
  ruling: { rule: 'treeScorer', evidence: { calls: 3 }, probability: 0.8 },
  absorbs: [],
});

const outlook = (expected: number, low: number, high: number, shown: number): TestCommand => ({
  type: 'setOutlook',
  expected,
  low,
  high,
  shown,
  byFeeder: [],
  elsewhere: { expected: 0, low: 0, high: 0 },
  because: { calls: 3, lastGasps: 0, answers: 0, positions: 0, sinceSeconds: 0 },
});

const predicted = () =>
  given().and(predict('inc_a', 'F2'), { actor: system }).and(predict('inc_b', 'F3'), { actor: system });

test('without an outlook what is predicted is the sum of the incidents, and nothing about it is open', () => {
  expect(allExpected(predicted().state)).toEqual({ expected: 2000, low: 2000, high: 2000 });
});

test('an outlook is the predicted figure of the headline, of the curve, of the course and of the level that is possible', () => {
  const before = predicted().state;
  const { state, events } = predicted().when(outlook(2600, 2100, 3400, 2000), { actor: system });
  expect(allExpected(state)).toEqual({ expected: 2600, low: 2100, high: 3400 });
  expect(totals(state, instant)).toMatchObject({ out: { confirmed: 0, predicted: 2600 }, expected: { high: 3400 } });
  expect(state.curve.at(-1)).toMatchObject({ customersOut: 0, customersPredicted: 2600 });
  expect(adviseLevel(state, instant).out).toEqual({ confirmed: 0, predicted: 2600 });
  const line = { seq: before.seq + 1, at: instant, actor: system, command: 'c', event: events[0] as never };
  expect(follow(courseFrom(before), [line]).out).toEqual(allOut(state));
});

test('a confirmation moves its customers from what is predicted to what is confirmed, before the next outlook', () => {
  const { state } = predicted()
    .and(outlook(2600, 2100, 3400, 2000), { actor: system })
    .when({ type: 'confirmOutage', incident: 'inc_a' as never, reason: 'dispatcherJudgement' }, { actor: dispatcher });
  expect(allOut(state)).toEqual({ confirmed: 1000, predicted: 1600 });
  expect(allExpected(state)).toEqual({ expected: 1600, low: 1100, high: 2400 });
  expect(state.curve.at(-1)).toMatchObject({ customersOut: 1000, customersPredicted: 1600 });
});

test('no figure falls below one as long as somebody may be out, and one that did comes back when its customers are predicted again', () => {
  const confirmed = predicted()
    .and(outlook(300, 100, 1200, 2000), { actor: system })
    .and({ type: 'confirmOutage', incident: 'inc_a' as never, reason: 'dispatcherJudgement' }, { actor: dispatcher });
  expect(allExpected(confirmed.state)).toEqual({ expected: 1, low: 0, high: 200 });
  expect(anybodyOut(allOut(predicted().and(outlook(0, 0, 0, 2000), { actor: system }).state))).toBe(true);
  expect(anybodyOut(allOut(given().and(outlook(0, 0, 0, 0), { actor: system }).state))).toBe(false);
  const { state } = confirmed.when(outlook(900, 800, 1000, 1000), { actor: system });
  expect(allOut(state)).toEqual({ confirmed: 1000, predicted: 900 });
});

test('only the system says what is expected', () => {
  expect(predicted().when(outlook(1, 1, 1, 2000), { actor: dispatcher }).refusal).toBe('notPermitted');
});
