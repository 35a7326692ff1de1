import { expect, test } from 'vitest';
import type { RecordedEvent } from '../operation/events.ts';
import { initialState } from '../operation/state.ts';
import { given, type Scenario, type TestCommand } from '../operation/testing/given.ts';
import { system } from '../operation/testing/world.ts';
import { courseFrom, follow } from './course.ts';
import { largestEpisode } from './episode.ts';
import { milestonesOf } from './milestones.ts';

const area = (incident: `inc_${string}`, customers: number): TestCommand => ({
  type: 'openIncident',
  incident,
  site: {
    type: 'area',
    outline: [
      [120, 30],
      [120.01, 30],
      [120.01, 30.01],
      [120, 30],
    ],
    customers,
    name: incident,
    area: 'urban',
  },
  since: '2026-11-24T08:00:00.000Z',
  reason: 'crewFinding',
  hazard: false,
});
const restore = (incident: `inc_${string}`, customers: number | 'all'): TestCommand => ({
  type: 'restoreSupply',
  incident,
  step: `stp_${incident}_${customers}`,
  means: 'repair',
  scope: customers === 'all' ? { type: 'all' } : { type: 'count', customers },
  verification: 'crew',
});

/** The course of these commands, each given so many minutes after the one before it. */
const courseOf = (...commands: readonly (readonly [minutes: number, command: TestCommand])[]) => {
  let scenario: Scenario = given();
  const lines: RecordedEvent[] = [];
  for (const [minutes, command] of commands) {
    const { events } = scenario.when(command, { minutes });
    scenario = scenario.and(command, { minutes });
    for (const event of events)
      lines.push({ seq: lines.length + 2, at: scenario.at, actor: system, command: 'cmd', event });
  }
  return follow(courseFrom({ ...initialState, seq: 1, network: 'test-1' }), lines);
};
const begins = (course: ReturnType<typeof courseOf>) => largestEpisode(course)?.at.slice(11, 16);

test('the oldest trifle that is still open is not where the story begins', () => {
  // 08:02 three customers; 10:02 five thousand.
  expect(begins(courseOf([1, area('inc_trifle', 3)], [120, area('inc_storm', 5000)]))).toBe('10:02');
});

test('outages that come one after the other are one episode from the first of them on', () => {
  const course = courseOf([1, area('inc_a', 1200)], [3, area('inc_b', 1300)], [4, area('inc_c', 1100)]);
  expect(begins(course)).toBe('08:02');
});

test('a trifle that comes later does not end the episode, nor does one that is restored', () => {
  const course = courseOf([1, area('inc_a', 1200)], [30, area('inc_b', 3)], [5, restore('inc_b', 'all')]);
  expect(begins(course)).toBe('08:02');
});

test('once nine tenths are back, it stays the story until more are out because of something else', () => {
  const storm = [
    [1, area('inc_a', 5000)],
    [60, restore('inc_a', 4800)],
    [10, area('inc_b', 50)],
  ] as const;
  expect(begins(courseOf(...storm))).toBe('08:02');
  expect(begins(courseOf(...storm, [20, area('inc_c', 900)]))).toBe('09:32');
});

test('when nobody is out there is none', () => {
  expect(largestEpisode(courseOf([1, area('inc_a', 50)], [9, restore('inc_a', 'all')]))).toBeNull();
});

test('a part that was split off and is still out keeps the story open, and not all are back', () => {
  const course = courseOf(
    [
      1,
      {
        type: 'openIncident',
        incident: 'inc_1',
        site: { type: 'device', device: 'R' },
        since: '2026-11-24T08:00:00.000Z',
        reason: 'crewFinding',
        hazard: false,
      },
    ],
    [1, { type: 'splitIncident', incident: 'inc_1', parts: [{ incident: 'inc_2', device: 'F1' }] }],
    [1, restore('inc_1', 'all')],
  );
  expect(course.out).toEqual({ confirmed: 1000, predicted: 0 });
  expect(begins(course)).toBe('08:02');
  expect(milestonesOf(course.turns, 1).map(({ kind }) => kind)).toEqual([
    'firstReport',
    'confirmed',
    'firstBack',
    'halfBack',
  ]);
});
