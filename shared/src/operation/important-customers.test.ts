import { expect, test } from 'vitest';
import { totals } from '../readings/totals.ts';
import type { RestorationScope } from './commands.ts';
import { importantOut } from './customers-out.ts';
import type { OperationEvent } from './events.ts';
import { evolve } from './evolve.ts';
import type { OperationState } from './state.ts';
import { given, type Scenario, type TestCommand } from './testing/given.ts';

const HOSPITAL = { servicePoint: 'sp-hospital', class: 'first' } as const;

/** Recloser R is open: 2,000 customers behind F1, with the hospital, and F2, without it. */
const outage = (): Scenario =>
  given()
    .and({
      type: 'predictOutage',
      incident: 'inc_a',
      device: 'R',
      reports: {
        ids: ['r1'],
        firstAt: '2026-11-24T08:00:00.000Z',
        lastAt: '2026-11-24T08:00:00.000Z',
        hazard: false,
      },
      ruling: { rule: 'transformer', evidence: { calls: 2 } },
      absorbs: [],
    })
    .and({ type: 'confirmOutage', incident: 'inc_a', reason: 'crewFinding' });

const restore = (scope: RestorationScope, step: `stp_${string}` = 'stp_1'): TestCommand => ({
  type: 'restoreSupply',
  incident: 'inc_a',
  step,
  means: 'switching',
  scope,
  verification: 'crew',
});
const reopen = (scope: RestorationScope): TestCommand => ({
  type: 'reopenIncident',
  incident: 'inc_a',
  reason: 'outAgain',
  scope,
});
const below = (...devices: string[]): RestorationScope => ({ type: 'below', devices });

const out = (state: OperationState) => ({
  total: totals(state, '2026-11-24T12:00:00.000Z').important.confirmed,
  who: state.incidents.inc_a && importantOut(state.incidents.inc_a),
});

test('who lies in a part that has supply back is no longer out, and the event says so', () => {
  const { events, state } = outage().when(restore(below('F1')));
  expect(events).toMatchObject([{ type: 'supplyRestored', customersLeft: 1000, important: [HOSPITAL] }]);
  expect(out(state)).toEqual({ total: 0, who: [] });
});

test('who lies in the part that is still dark stays out', () => {
  const { events, state } = outage().when(restore(below('F2')));
  expect(events).toMatchObject([{ important: [] }]);
  expect(out(state)).toEqual({ total: 1, who: [HOSPITAL] });
});

test('where only a number of customers is known, an important one may still be out and counts as such', () => {
  expect(out(outage().when(restore({ type: 'count', customers: 1500 })).state).total).toBe(1);
  expect(out(outage().when(restore({ type: 'count', customers: 2000 })).state).total).toBe(0);
});

test('the last step has everyone back, and names only those who were still out', () => {
  const { events, state } = outage()
    .and(restore(below('F1')))
    .when(restore({ type: 'all' }, 'stp_2'));
  expect(events).toMatchObject([{ customersLeft: 0, important: [] }]);
  expect(out(state)).toEqual({ total: 0, who: [] });
});

test.each([
  ['the part with it', below('F1'), 1],
  ['the part without it', below('F2'), 0],
  ['everything', { type: 'all' }, 1],
  ['a number of customers', { type: 'count', customers: 1 }, 1],
] as const)('after a reopening of %s', (_, scope, expected) => {
  const { state } = outage()
    .and(restore({ type: 'all' }))
    .when(reopen(scope));
  expect(out(state).total).toBe(expected);
});

test('lines written before they named important customers mean what they meant', () => {
  const { state } = outage();
  const take = (from: OperationState, event: OperationEvent) =>
    evolve(from, {
      seq: from.seq + 1,
      at: '2026-11-24T09:00:00.000Z',
      actor: { id: 'usr_dispatcher', role: 'dispatcher' },
      command: 'cmd-old',
      event,
    });
  const step = (customersLeft: number, ranges: number[], id: `stp_${string}`): OperationEvent => ({
    type: 'supplyRestored',
    incident: 'inc_a',
    step: id,
    means: 'repair',
    ranges,
    customers: 1000,
    customersLeft,
    customerMinutes: 0,
    verification: null,
    occurredAt: '2026-11-24T09:00:00.000Z',
  });
  const partly = take(state, step(1000, [0, 10], 'stp_1'));
  expect(out(partly).total).toBe(1);
  const wholly = take(partly, step(0, [10, 20], 'stp_2'));
  expect(out(wholly).total).toBe(0);
  const again = take(wholly, {
    type: 'incidentReopened',
    incident: 'inc_a',
    reason: 'outAgain',
    ranges: [10, 20],
    customers: 1000,
    customerMinutesReturned: 0,
  });
  expect(out(again).total).toBe(1);
});
