import { expect, test } from 'vitest';
import { incidentWith, stateWith } from '../../map/testing/operation.ts';
import { forecastsOf } from './forecasts.ts';

const NOW = '2026-11-23T06:27:00.000Z';
const etr = (at: string) => ({ at, source: 'dispatcher', confidence: 'high', reason: 'assessed', setAt: NOW }) as const;

test('an estimate that brings back nobody who is confirmed out says no share twice', () => {
  const first = { ...incidentWith({ number: 1, ranges: [0, 10] }), etr: etr('2026-11-23T07:00:00.000Z') };
  const guess = {
    ...incidentWith({ number: 2, status: 'predicted', ranges: [20, 21] }),
    etr: etr('2026-11-23T08:00:00.000Z'),
  };
  const open = incidentWith({ number: 3, status: 'predicted', ranges: [30, 31] });
  expect(forecastsOf(stateWith([first, guess, open]), NOW)).toEqual([{ at: '2026-11-23T07:00:00.000Z', percent: 99 }]);
});
