import { expect, test } from 'vitest';
import { feederWorlds } from './feeder-worlds.ts';
import { SYNTHETIC, syntheticCity } from './networks/synthetic-city.ts';
import { smallWorld } from './testing/small-world.ts';
import { worldOf } from './world.ts';

test('what can fail, with its customers, its own kilometres and the way up', () => {
  const world = smallWorld([[3, 2], [4]]);
  const site = (id: string) => world.siteOf(id);
  expect(world.points).toHaveLength(9);
  expect(site('CB')).toMatchObject({ kind: 'breaker', customers: 9, telemetered: true });
  expect(site('F0')).toMatchObject({ kind: 'fuse', customers: 5 });
  expect(site('F0T1')).toMatchObject({ kind: 'transformer', customers: 2, rate: 0.03 });
  // One kilometre of trunk is the breaker's, one of lateral the fuse's.
  expect(site('CB')?.rate).toBeCloseTo(0.02 + 0.1, 4);
  expect(site('F0')?.rate).toBeCloseTo(0.04 + 0.12, 4);
  expect(world.above(world.pointOf('F0T1p0')).map(({ id }) => id)).toEqual(['F0T1', 'F0', 'CB']);
  expect(world.feeders.map(({ id }) => id)).toEqual(['CB']);
});

test('the synthetic city has the counts it promises, and its feeders together are the whole', () => {
  const world = worldOf('city', syntheticCity(1));
  const count = (kind: string) => world.sites.filter((site) => site.kind === kind).length;
  expect({ feeders: count('breaker'), reclosers: count('recloser'), fuses: count('fuse') }).toEqual({
    feeders: SYNTHETIC.feeders,
    reclosers: SYNTHETIC.reclosers,
    fuses: SYNTHETIC.fuses,
  });
  expect(count('transformer')).toBe(SYNTHETIC.transformers);
  expect(world.pointOfCustomer).toHaveLength(SYNTHETIC.customers);
  const sizes = world.transformers.map(({ customers }) => customers).sort((a, b) => a - b);
  expect(Math.abs((sizes[sizes.length >> 1] ?? 0) - 14)).toBeLessThanOrEqual(1);

  const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  const feeders = feederWorlds(world);
  expect(sum(feeders.map(({ sites }) => sites.length))).toBe(world.sites.length);
  expect(sum(feeders.flatMap(({ sites }) => sites.map(({ rate }) => rate)))).toBeCloseTo(
    sum(world.sites.map(({ rate }) => rate)),
    6,
  );
});
