import { expect, test } from 'vitest';
import { chanceFor } from '../chance.ts';
import { apart } from '../faults.ts';
import { smallWorld } from '../testing/small-world.ts';
import type { Site } from '../world.ts';
import { countCustomers, countSets } from './count-sets.ts';
import { siteTree } from './site-tree.ts';

const world = smallWorld([
  [3, 2],
  [4, 1, 2],
]);
const tree = siteTree(world);
const { sites } = world;
const chance = chanceFor('weights');
const drawn = () => Float64Array.from(sites, () => chance.unit());
const weights = { begun: drawn(), waiting: drawn(), unexplained: drawn() };

/** Every set of at most three sites, none within another, by going through all of them. */
const allSets = (): readonly (readonly number[])[] => {
  const grown = (sets: readonly (readonly number[])[]) =>
    sets.flatMap((set) =>
      sites.flatMap((site, i) =>
        i > (set.at(-1) ?? -1) && set.every((other) => apart(sites[other] as Site, site)) ? [[...set, i]] : [],
      ),
    );
  const ones = grown([[]]);
  const twos = grown(ones);
  return [[], ...ones, ...twos, ...grown(twos)];
};

/** What lies within no site of the set stays unexplained. */
const unexplainedBy = (set: readonly number[]): number =>
  sites.reduce((product, site, i) => {
    const isWithin = set.some((one) => {
      const outer = sites[one] as Site;
      return outer.from <= site.from && site.to <= outer.to;
    });
    return isWithin ? product : product * (weights.unexplained[i] as number);
  }, 1);

const failed = (i: number): number => (weights.begun[i] as number) + (weights.waiting[i] as number);

test('sets of devices weigh what going through all of them comes to', () => {
  const expected = [0, 0, 0, 0];
  for (const set of allSets())
    expected[set.length] = (expected[set.length] as number) + set.reduce((so, i) => so * failed(i), unexplainedBy(set));
  countSets(tree, weights).sets.forEach((weight, count) => {
    expect(weight).toBeCloseTo(expected[count] as number, 12);
  });
});

test('what lies beside a device is every set that it can be added to', () => {
  const { beside } = countSets(tree, weights);
  sites.forEach((_, site) => {
    const expected = [0, 0, 0, 0];
    for (const set of allSets().filter((one) => one.includes(site))) {
      const others = set.filter((i) => i !== site);
      expected[others.length] =
        (expected[others.length] as number) + others.reduce((so, i) => so * failed(i), unexplainedBy(set));
    }
    for (const count of [0, 1, 2] as const) expect(beside[site]?.[count]).toBeCloseTo(expected[count] as number, 12);
  });
});

test('by customers, the same sets weigh the same, and only what has begun is out', () => {
  const { sets } = countSets(tree, weights);
  countCustomers(tree, weights).forEach((some, count) => {
    const sum = [...some.values()].reduce((so, weight) => so + weight, 0);
    expect(sum).toBeCloseTo(sets[count as 0 | 1 | 2 | 3], 12);
  });
  const nobodyYet = countCustomers(tree, { ...weights, begun: new Float64Array(sites.length) });
  for (const some of nobodyYet) expect([...some.keys()].every((out) => out === 0)).toBe(true);
});
