import { expect, test } from 'vitest';
import { ETR_MODEL } from '../rules/etr-defaults.ts';
import { backTest, coverage, pinballLoss } from './back-test.ts';
import type { HistoricOutage } from './past-outages.ts';

const MINUTE = 60_000;
const values = {
  ...ETR_MODEL.values,
  factors: ['level' as const],
  minimumOutages: 4,
  minimumAtRisk: 0,
  shrinkageOutages: 0,
};
const outage = (beginsAt: number, lasts: number, more: Partial<HistoricOutage> = {}): HistoricOutage => ({
  from: beginsAt * MINUTE,
  until: (beginsAt + lasts) * MINUTE,
  ended: true,
  level: 'LV',
  cause: null,
  area: null,
  substation: null,
  customers: 10,
  localHour: 12,
  ...more,
});

test('an outage is estimated from those before it, with what was known of them when it began', () => {
  // Four short ones are over by minute 100, a long one from minute 50 on is still open then: it counts as one that lasts at least 50 minutes.
  const history = [outage(0, 10), outage(1, 20), outage(2, 30), outage(3, 40), outage(50, 1000), outage(100, 35)];
  const options = { learnShare: 5 / 6, relearnEvery: 1, values };
  const [judged] = backTest(history, options);
  expect(judged).toEqual({ index: 5, actual: 35, p50: 30, p80: 40 });
  // What becomes of the long one later changes nothing, nor does what begins later.
  expect(backTest([...history.slice(0, 4), outage(50, 60), ...history.slice(5)], options)[0]).toEqual(judged);
  expect(backTest([...history, outage(101, 5000)], { ...options, learnShare: 5 / 7 })[0]).toEqual(judged);
});

test('learned once, nothing that ends after the split is known; learned anew, it is', () => {
  const short = [0, 1, 2, 3].map((at) => outage(at, 10));
  const long = [10, 11, 12, 13].map((at) => outage(at, 100));
  const history = [...short, ...long, outage(30, 50), outage(500, 50)];
  const p80 = (relearnEvery: number) =>
    backTest(history, { learnShare: 0.8, relearnEvery, values }).map((it) => it.p80);
  expect(p80(Number.POSITIVE_INFINITY)).toEqual([]);
  expect(p80(1)).toEqual([100]);
});

test('an outage that was never seen to end is learned from and not judged', () => {
  const history = [0, 1, 2, 3].map((at) => outage(at, 10));
  const open = outage(100, 20, { ended: false });
  expect(backTest([...history, open, outage(200, 10)], { learnShare: 0.8, relearnEvery: 1, values })).toHaveLength(1);
});

test('the loss of a quantile is least at the quantile, and its coverage the share that is over by then', () => {
  const judged = [10, 20, 30, 40, 50].map((actual, index) => ({ index, actual, p50: 0, p80: 40 }));
  expect(pinballLoss(judged, 0.8, () => 40)).toBeCloseTo((0.2 * (30 + 20 + 10) + 0.8 * 10) / 5);
  expect(pinballLoss(judged, 0.8, () => 40)).toBeLessThan(pinballLoss(judged, 0.8, () => 30));
  expect(pinballLoss(judged, 0.8, () => 40)).toBeLessThan(pinballLoss(judged, 0.8, () => 60));
  expect(coverage(judged, ({ p80 }) => p80)).toBe(0.8);
});
