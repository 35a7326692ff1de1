import { describe, expect, test } from 'vitest';
import type { OperationEvent, RecordedEvent } from '../operation/events.ts';
import { initialState } from '../operation/state.ts';
import { courseFrom, follow } from './course.ts';
import { milestonesOf } from './milestones.ts';

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

const opened = (
  incident: `inc_${string}`,
  minute: number,
  customers: number,
  confirmedBy: 'crewFinding' | null = 'crewFinding',
): OperationEvent => ({
  type: 'incidentOpened',
  incident,
  number: 1,
  place,
  outline: null,
  extent: { ranges: [0, 1], customers, important: [], area: 'urban' },
  since: clock(minute),
  hazard: false,
  confirmedBy,
  priority: 2,
  note: null,
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
const milestones = (events: readonly RecordedEvent[], from = 1) =>
  milestonesOf(follow(courseFrom(initialState), events).turns, from);
const kinds = (events: readonly RecordedEvent[], from = 1) => milestones(events, from).map(({ kind }) => kind);

test('are the first of each kind, in the order in which things happened', () => {
  const events = log(
    [0, opened('inc_a', 0, 100, null)],
    [3, opened('inc_b', 3, 50, null)],
    [5, level('II')],
    [6, { type: 'outageConfirmed', incident: 'inc_a', reason: 'telemetry' }],
    [40, arrived('inc_a', 38)],
    [45, arrived('inc_b', 45)],
    [60, restored('inc_a', 60, 10, 90)],
  );
  expect(kinds(events)).toEqual(['firstReport', 'level', 'confirmed', 'onSite', 'firstBack']);
});

test('say when the first crew should have been on site', () => {
  const events = log([0, opened('inc_a', 0, 100)], [75, arrived('inc_a', 75)]);
  expect(milestones(events).at(-1)).toMatchObject({ kind: 'onSite', target: clock(60), at: clock(75) });
});

describe('half and all', () => {
  test('are counted by customers, and taken back when more go out', () => {
    const half = log([0, opened('inc_a', 0, 100)], [9, opened('inc_b', 9, 100)], [60, restored('inc_a', 60, 100, 0)]);
    expect(kinds(half)).toContain('halfBack');
    const all = [...log([0, opened('inc_a', 0, 100)], [60, restored('inc_a', 60, 100, 0)])];
    expect(kinds(all)).toContain('allBack');
    const again = log([0, opened('inc_a', 0, 100)], [60, restored('inc_a', 60, 100, 0)], [70, opened('inc_b', 70, 90)]);
    expect(kinds(again)).not.toContain('allBack');
    expect(kinds(again)).not.toContain('halfBack');
  });

  test('are not reached by a prediction that shrinks or is called off', () => {
    const events = log(
      [0, opened('inc_a', 0, 300)],
      [1, opened('inc_b', 1, 5000, null)],
      [2, { type: 'incidentCancelled', incident: 'inc_b', reason: 'powerOn', note: null }],
    );
    expect(kinds(events)).toEqual(['firstReport', 'confirmed']);
  });

  test('are not reached while somebody is taken to be out', () => {
    const events = log(
      [0, opened('inc_a', 0, 300)],
      [1, opened('inc_b', 1, 20, null)],
      [60, restored('inc_a', 60, 300, 0)],
    );
    expect(kinds(events)).not.toContain('allBack');
    const over = log(
      [0, opened('inc_a', 0, 300)],
      [1, opened('inc_b', 1, 20, null)],
      [60, restored('inc_a', 60, 300, 0)],
      [65, { type: 'incidentCancelled', incident: 'inc_b', reason: 'powerOn', note: null }],
    );
    expect(milestones(over).at(-1)).toMatchObject({ kind: 'allBack', at: clock(65) });
  });
});

test('leave out what happened to outages of before', () => {
  const events = log(
    [0, opened('inc_a', 0, 100)],
    [10, opened('inc_b', 10, 3000)],
    [20, arrived('inc_a', 20)],
    [25, arrived('inc_b', 25)],
  );
  expect(milestones(events, 2).map(({ kind, at }) => [kind, at])).toEqual([
    ['firstReport', clock(10)],
    ['confirmed', clock(10)],
    ['onSite', clock(25)],
  ]);
});
