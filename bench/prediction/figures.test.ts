import { expect, test } from 'vitest';
import { withTables } from './docs-section.ts';
import { distanceFigure, shareFigure } from './figure.ts';
import { tablesOf } from './tables.ts';
import { reliability, wilson } from './tally.ts';

test('Wilson intervals are those of the textbook', () => {
  const [low, high] = wilson({ right: 8, of: 10 });
  expect(low).toBeCloseTo(0.4902, 4);
  expect(high).toBeCloseTo(0.9433, 4);
  expect(wilson({ right: 0, of: 20 })[0]).toBe(0);
});

test('a probability that holds has no gap, one that does not has its distance', () => {
  const stated = (probability: number, right: number, of: number) =>
    Array.from({ length: of }, (_, i) => ({ probability, right: i < right, weight: 1 }));
  expect(reliability(stated(0.75, 75, 100)).gap).toBeCloseTo(0, 10);
  expect(reliability([...stated(0.75, 75, 100), ...stated(0.95, 55, 100)]).gap).toBeCloseTo(0.2, 10);
  expect(reliability(stated(0.75, 75, 100)).brier).toBeCloseTo(0.1875, 10);
});

const place = { network: 'city', table: 'Right', row: 'fuse', column: 'p = 10 %' };

test('met, missed, or too few cases to say', () => {
  const verdict = (right: number, of: number) =>
    shareFigure(place, { ours: { right, of } }, { atLeast: 0.9 })[0]?.target?.verdict;
  expect(verdict(95, 100)).toBe('met');
  expect(verdict(70, 100)).toBe('missed');
  expect(verdict(88, 100)).toBe('not enough cases');
  expect(verdict(10, 10)).toBe('not enough cases');
});

test('the distance to the exact posterior counts the same fault on both sides', () => {
  const pairs = [...Array(190).fill({ ours: true, exact: true }), ...Array(10).fill({ ours: false, exact: true })];
  const [figure] = distanceFigure(place, pairs, 0.02);
  expect(figure?.ours).toBeCloseTo(-0.05, 10);
  expect(figure?.target?.verdict).toBe('not enough cases');
  expect(distanceFigure(place, [...pairs, ...pairs, ...pairs, ...pairs], 0.02)[0]?.target?.verdict).toBe('missed');
});

test('tables hold every figure beside its baselines, and replace only what they wrote', () => {
  const share = (right: number) => ({ right, of: 10 });
  const tables = tablesOf(shareFigure(place, { ours: share(9), rules: share(4), exact: share(10) }));
  expect(tables).toContain('| fuse | 40 → 90 (100) |');
  const first = withTables('faults', '# Prediction\n\n## How it works\n\nText.\n', tables);
  expect(first).toContain('## How it works\n\nText.');
  expect(withTables('faults', `${first}\n## More\n`, tables)).toBe(`${first}\n## More\n`);
});
