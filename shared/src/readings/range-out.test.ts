import { expect, test } from 'vitest';
import type { Ruling } from '../operation/commands.ts';
import type { Actor } from '../operation/events.ts';
import { given, type TestCommand } from '../operation/testing/given.ts';
import { rangeOut } from './range-out.ts';

const system: Actor = { id: 'system', role: 'system' };
const dispatcher: Actor = { id: 'usr_dispatcher', role: 'dispatcher' };
const instant = '2026-11-24T08:00:00.000Z';
const otherwise = { device: 'R', name: 'R', nameEn: null, probability: 0.3 };

const predict = (more: Partial<Ruling>): TestCommand => ({
  type: 'predictOutage',
  incident: 'inc_a' as never,
  device: 'F2',
  reports: { ids: ['r'], firstAt: instant, lastAt: instant, hazard: false },
  ruling: { rule: 'treeScorer', evidence: { calls: 3 }, probability: 0.6, runnersUp: [otherwise], ...more },
  absorbs: [],
});

const rangeWith = (more: Partial<Ruling>, ...then: readonly TestCommand[]) => {
  let test = given().and(predict(more), { actor: system });
  for (const command of then) test = test.and(command, { actor: dispatcher });
  const incident = test.state.incidents['inc_a' as never];
  return incident === undefined ? undefined : rangeOut(incident);
};

test('calls alone, and twice as many may be out as at the low end: a range, and the device that may be it instead', () => {
  expect(rangeWith({ between: { low: 500, high: 1000 } })).toEqual({ low: 500, high: 1000, otherwise });
  expect(rangeWith({ between: { low: 58, high: 3000 }, runnersUp: [] })).toEqual({
    low: 58,
    high: 3000,
    otherwise: null,
  });
});

test('narrower, or not told, as in older logs: one number', () => {
  expect(rangeWith({ between: { low: 501, high: 1000 } })).toBeNull();
  expect(rangeWith({})).toBeNull();
});

test('the number of the likeliest device lies within, and somebody who has called is out', () => {
  expect(rangeWith({ between: { low: 0, high: 400 } })).toMatchObject({ low: 1, high: 1000 });
});

test('a meter that has lost supply or does not answer supports it: one number', () => {
  const between = { low: 58, high: 1000 };
  expect(rangeWith({ between, evidence: { calls: 3, lastGasps: 1 } })).toBeNull();
  expect(rangeWith({ between, evidence: { calls: 3, pingsOff: 1 } })).toBeNull();
  expect(rangeWith({ between, evidence: { calls: 3, pingsOn: 1 } })).toMatchObject(between);
});

test('a person who holds or confirms it has said where it is', () => {
  const between = { low: 58, high: 1000 };
  const incident = 'inc_a' as never;
  expect(rangeWith({ between }, { type: 'lockPrediction', incident, locked: true })).toBeNull();
  expect(rangeWith({ between }, { type: 'confirmOutage', incident, reason: 'dispatcherJudgement' })).toBeNull();
});
