import { expect, test } from 'vitest';
import type { Task } from './gantt-tasks.ts';
import { fittingWindow } from './gantt-window.ts';

const NOW = Date.parse('2026-11-30T09:20:00.000Z');
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();
const task = (offered: number, ended: number | null = null): Task => ({
  dispatch: `dsp_${offered}`,
  crew: 'crew_1',
  incident: 'inc_1',
  offeredAt: at(offered),
  acceptedAt: at(offered + 1),
  departedAt: null,
  arrivedAt: null,
  endedAt: ended === null ? null : at(ended),
});
const windowOf = (tasks: readonly Task[], estimates: readonly number[] = []) =>
  fittingWindow([{ crew: 'crew_1', tasks }], estimates.map(at), NOW).map((ms) =>
    new Date(ms).toISOString().slice(11, 16),
  );

test('the axis holds the work there is, in steps of half an hour, and not eight hours of blank', () => {
  expect(windowOf([task(-12)], [40])).toEqual(['08:30', '10:30']);
  expect(windowOf([task(-95)], [200])).toEqual(['07:30', '13:00']);
});

test('with nothing to show it is a short while around now', () => {
  expect(windowOf([])).toEqual(['08:30', '10:30']);
});

test('what ended long ago, or is expected in the far future, does not make slivers of the rest', () => {
  expect(windowOf([task(-300, -200), task(-10)])).toEqual(['08:30', '10:30']);
  expect(windowOf([task(-2000)], [3000])).toEqual(['01:00', '17:30']);
});
