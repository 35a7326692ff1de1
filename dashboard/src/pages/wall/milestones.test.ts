import type { OperationEvent, RecordedEvent } from '@relight/shared/operation/events';
import { describe, expect, test } from 'vitest';
import { milestonesOf, mostTelling } from './milestones.ts';

const place = {
  device: 'F1',
  deviceClass: 'Fuse',
  name: '文晖线',
  nameEn: 'Wenhui',
  feeder: 'FD',
  substation: 'SS',
  lon: 120,
  lat: 30,
};
const clock = (minute: number) => new Date(Date.parse('2026-11-23T02:00:00.000Z') + minute * 60_000).toISOString();
const log = (...lines: readonly (readonly [minute: number, event: OperationEvent])[]): RecordedEvent[] =>
  lines.map(([minute, event], index) => ({
    seq: index + 1,
    at: clock(minute),
    actor: { id: 'system', role: 'system' },
    command: `cmd-${index}`,
    event,
  }));

const predicted = (incident: `inc_${string}`, minute: number, customers: number): OperationEvent => ({
  type: 'outagePredicted',
  incident,
  number: 1,
  place,
  extent: { ranges: [0, 1], customers, important: [], area: 'urban' },
  since: clock(minute),
  reports: { ids: ['r'], firstAt: clock(minute), lastAt: clock(minute), hazard: false },
  ruling: { rule: 'r', evidence: {} },
  priority: 2,
});
const restored = (
  incident: `inc_${string}`,
  minute: number,
  customers: number,
  customersLeft: number,
): OperationEvent => ({
  type: 'supplyRestored',
  incident,
  step: `stp_${minute}`,
  means: 'switching',
  ranges: [],
  customers,
  customersLeft,
  customerMinutes: 0,
  verification: null,
  occurredAt: clock(minute),
});
const arrived = (incident: `inc_${string}`, minute: number): OperationEvent => ({
  type: 'crewArrived',
  dispatch: 'dsp_1',
  incident,
  crew: 'crew_1',
  occurredAt: clock(minute),
  lon: null,
  lat: null,
});
const level = (to: 'I' | 'II' | null): OperationEvent => ({
  type: 'responseLevelSet',
  level: to,
  matters: 'm',
  expectedUntil: null,
  measures: '',
});
const kinds = (milestones: readonly { kind: string }[]) => milestones.map(({ kind }) => kind);

describe('the milestones of a response', () => {
  test('are the first of each kind, in the order in which things happened', () => {
    const events = log(
      [0, predicted('inc_a', 0, 100)],
      [3, predicted('inc_b', 3, 50)],
      [5, level('II')],
      [40, arrived('inc_a', 38)],
      [45, arrived('inc_b', 45)],
      [60, restored('inc_a', 60, 60, 40)],
    );
    expect(kinds(milestonesOf(events, clock(0)))).toEqual(['firstReport', 'level', 'onSite', 'firstBack']);
  });

  test('say when the first crew should have been on site', () => {
    const events = log([0, predicted('inc_a', 0, 100)], [75, arrived('inc_a', 75)]);
    expect(milestonesOf(events, clock(0)).at(-1)).toMatchObject({ kind: 'onSite', target: clock(60), at: clock(75) });
  });

  test('count half and all by customers, and take them back when more go out', () => {
    const half = log(
      [0, predicted('inc_a', 0, 100)],
      [9, predicted('inc_b', 9, 100)],
      [60, restored('inc_a', 60, 100, 0)],
    );
    expect(kinds(milestonesOf(half, clock(0)))).toContain('halfBack');
    const all = log([0, predicted('inc_a', 0, 100)], [60, restored('inc_a', 60, 100, 0)]);
    expect(kinds(milestonesOf(all, clock(0)))).toContain('allBack');
    const again = log(
      [0, predicted('inc_a', 0, 100)],
      [60, restored('inc_a', 60, 100, 0)],
      [70, predicted('inc_b', 70, 90)],
    );
    expect(kinds(milestonesOf(again, clock(0)))).not.toContain('allBack');
  });

  test('begin with the first report of what was out when the level was set', () => {
    const events = log(
      [0, predicted('inc_a', 0, 100)],
      [5, level('II')],
      [10, predicted('inc_b', 10, 300)],
      [30, restored('inc_b', 30, 300, 0)],
    );
    const found = milestonesOf(events, clock(5));
    expect(found.map(({ kind, at }) => [kind, at])).toEqual([
      ['firstReport', clock(0)],
      ['level', clock(5)],
      ['firstBack', clock(30)],
      ['halfBack', clock(30)],
    ]);
  });

  test('leave out what was over before', () => {
    const events = log(
      [0, predicted('inc_a', 0, 100)],
      [3, restored('inc_a', 3, 100, 0)],
      [10, predicted('inc_b', 10, 300)],
    );
    expect(milestonesOf(events, clock(5)).map(({ kind, at }) => [kind, at])).toEqual([['firstReport', clock(10)]]);
  });

  test('give way by how much they tell when there is no room, never the level in force', () => {
    const events = log(
      [0, predicted('inc_a', 0, 100)],
      [1, level('II')],
      [2, { type: 'outageConfirmed', incident: 'inc_a', reason: 'telemetry' }],
      [5, level('I')],
      [40, arrived('inc_a', 40)],
      [60, restored('inc_a', 60, 60, 40)],
    );
    const kept = mostTelling(milestonesOf(events, clock(0)), 3);
    expect(kinds(kept)).toEqual(['firstReport', 'level', 'onSite']);
    expect(kept[1]?.level).toBe('I');
  });
});
