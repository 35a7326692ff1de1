import { expect, test } from 'vitest';
import { measure } from './measure.ts';
import { nestedFaults } from './nested-faults.ts';
import { scorerWith } from './scorer-engine.ts';
import { faultsOnOneFeeder, storms } from './several-faults.ts';
import { tablesOf } from './tables.ts';
import { smallWorld } from './testing/small-world.ts';

const world = smallWorld([
  [30, 40, 20],
  [25, 60],
]);
const plan = { name: 'small', feeders: [world], seed: 3, trials: 3, scorer: scorerWith() };

test('a network is measured twice with the same tables, and has no row for what it does not have', () => {
  const run = () => tablesOf(measure(world, { seed: 3, faults: 1, onProgress: () => {} }));
  const tables = run();
  expect(run()).toBe(tables);
  expect(tables).toContain('| breaker |');
  expect(tables).not.toContain('| recloser |');
});

test('of several faults, what is found is at most what could be found, and all three look for the same', () => {
  const results = faultsOnOneFeeder(plan, 2);
  expect(results.map(({ engine }) => engine)).toEqual(['threshold rules', 'scorer', 'exact posterior']);
  const sought = new Set(results.map(({ found }) => found.of));
  expect(sought.size).toBe(1);
  for (const { found, precise } of results) {
    expect(found.right).toBeLessThanOrEqual(found.of);
    expect(precise.right).toBeLessThanOrEqual(precise.of);
  }
  const [, scorer] = storms({ world, seed: 3, trials: 1, scorer: scorerWith() }, 0.3);
  expect(scorer?.customers[0]).toBeGreaterThan(0);
});

test('with every meter asked, as much is found after a restoration as can be, and a clean one shows nothing', () => {
  const results = nestedFaults({ ...plan, trials: 8 }, { name: 'sweep', callBack: false, sweep: 1 });
  const [rules, scorer, exact] = results.map(({ found }) => found.right);
  expect(scorer).toBeGreaterThan(rules ?? 0);
  expect(scorer).toBeGreaterThanOrEqual((exact ?? 0) - 1);
  expect(results.map(({ falselyOut }) => falselyOut)).toEqual(Array(3).fill({ right: 0, of: 8 }));
});
