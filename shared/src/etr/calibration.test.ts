import { expect, test } from 'vitest';
import { ETR_MODEL } from '../rules/etr-defaults.ts';
import { calibrationAt, latestEstimates } from './calibration.ts';
import type { HistoricOutage } from './past-outages.ts';
import type { Stated } from './replay.ts';

const MINUTE = 60_000;
const values = { ...ETR_MODEL.values, minimumOutages: 4, calibrationOutages: 9 };
/** An outage of which 100 minutes were said. */
const stated = (from: number, lasts: number, more: Partial<Stated> = {}): Stated => ({
  index: 0,
  from: from * MINUTE,
  until: (from + lasts) * MINUTE,
  ended: true,
  minutes: lasts,
  p50: 50,
  p80: 100,
  ...more,
});
const factor = (all: readonly Stated[], now = 1e6) => calibrationAt(all, now * MINUTE, values).factor;

test('the factor is the score that the published share of outages stays within, one more outage reckoned with', () => {
  const nine = [10, 20, 30, 40, 50, 60, 70, 80, 90].map((lasts, i) => stated(i, lasts));
  // ⌈0.8 · 10⌉ = the eighth of nine.
  expect(factor(nine)).toBeCloseTo(0.8);
  expect(factor(nine.map((it) => ({ ...it, minutes: 3 * it.minutes })))).toBeCloseTo(2.4);
});

test('only the latest count, and only those that had begun', () => {
  const old = Array.from({ length: 50 }, (_, i) => stated(i, 1000));
  const latest = Array.from({ length: 9 }, (_, i) => stated(100 + i, 100));
  expect(factor([...old, ...latest])).toBeCloseTo(1);
  expect(factor([...latest, stated(5000, 900), stated(5001, 900)], 5000)).toBeCloseTo(1);
});

test('with too few of them nothing is corrected', () => {
  expect(calibrationAt([stated(0, 500), stated(1, 500)], 1e9 * MINUTE, values)).toEqual({ factor: 1, outages: 2 });
});

test('one that is open counts as one that lasts longer than it has; where too many are, nothing can be told', () => {
  const over = [10, 20, 30, 40, 50, 60].map((lasts, i) => stated(i, lasts));
  // Three that began long ago and are still open stand beyond all others: six of nine are over, fewer than eight.
  const open = [0, 1, 2].map((from) => stated(from, 500, { ended: false }));
  expect(factor([...over, ...open].sort((a, b) => a.from - b.from))).toBeNull();
  // Three that have only just begun say nothing yet.
  const fresh = [998, 999, 999.5].map((from) => stated(from, 500));
  expect(factor([...over, ...fresh], 1000)).toBeCloseTo(0.6);
});

test('where outages take three times as long as they used to, so do the times that are published', () => {
  const outage = (i: number, lasts: number): HistoricOutage => ({
    from: i * 1000 * MINUTE,
    until: (i * 1000 + lasts) * MINUTE,
    ended: true,
    level: 'LV',
    cause: null,
    area: null,
    substation: null,
    customers: 10,
    localHour: 12,
  });
  const calibrate = (history: readonly HistoricOutage[]) => calibrationAt([...latestEstimates(history)], 1e12);
  const spread = (i: number) => 1 + ((i * 37) % 100);
  const steady = Array.from({ length: 1200 }, (_, i) => outage(i, spread(i)));
  expect(calibrate(steady).factor).toBeCloseTo(1, 1);
  const slower = Array.from({ length: 1200 }, (_, i) => outage(i, (i < 1000 ? 1 : 3) * spread(i)));
  const { factor, outages } = calibrate(slower);
  expect(outages).toBe(ETR_MODEL.values.calibrationOutages);
  // As the past itself learns from the slower ones, less than three is left to correct.
  expect(factor).toBeGreaterThan(1.5);
  expect(factor).toBeLessThan(3.5);
});
