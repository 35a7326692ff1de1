import { expect, test } from 'vitest';
import { type JudgedIncident, judgeEstimates } from './accuracy.ts';

const at = (time: string) => `2026-11-24T${time}:00.000Z`;
const incident = (
  restored: string,
  steps: [time: string, customers: number][],
  ...estimates: [source: JudgedIncident['estimates'][number]['source'], etr: string][]
): JudgedIncident => ({
  restoredAt: at(restored),
  steps: steps.map(([time, customers]) => ({ at: at(time), customers })),
  estimates: estimates.map(([source, etr]) => ({ source, etr: at(etr) })),
});

test('each source is judged by its own words: the last for whether they held, the first for how far it was off', () => {
  const judged = judgeEstimates([
    // Model: said 10:00, then 11:00; 70 of 100 were back by then. Crew: said 12:00, all were.
    incident(
      '11:30',
      [
        ['10:30', 70],
        ['11:30', 30],
      ],
      ['model', '10:00'],
      ['model', '11:00'],
      ['crew', '12:00'],
    ),
    // Model: said 10:00 and was kept exactly.
    incident('10:00', [['10:00', 300]], ['model', '10:00']),
    incident('10:00', [['10:00', 50]]),
  ]);
  expect(judged).toEqual([
    { source: 'crew', count: 1, keptShare: 1, medianErrorMinutes: 30 },
    { source: 'model', count: 2, keptShare: 370 / 400, medianErrorMinutes: 45 },
  ]);
});

test('of nothing there is nothing to say', () => {
  expect(judgeEstimates([])).toEqual([]);
  expect(judgeEstimates([incident('10:00', [], ['dispatcher', '10:20'])])).toEqual([
    { source: 'dispatcher', count: 1, keptShare: null, medianErrorMinutes: 20 },
  ]);
});
