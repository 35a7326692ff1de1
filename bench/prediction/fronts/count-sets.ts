import { type ByCount, MOST_DEVICES, NOTHING, orOne, together } from './by-count.ts';
import { NO_PARENT, type SiteTree } from './site-tree.ts';

/** Weights of a tree's devices: that one has failed (with its customers out by now, or not yet), and of what no failed device explains. */
export type Weights = {
  readonly begun: Float64Array;
  readonly waiting: Float64Array;
  /** Of each site's own part, behind none of those within it. */
  readonly unexplained: Float64Array;
};

/** The sets of devices of which none lies within another. */
export type Counted = {
  readonly sets: ByCount;
  /** Of each site, the sets of what lies beside it all. */
  readonly beside: readonly ByCount[];
};

export const countSets = ({ sites, parent }: SiteTree, { begun, waiting, unexplained }: Weights): Counted => {
  const inside: ByCount[] = Array.from(unexplained, (weight) => [weight, 0, 0, 0]);
  const whole: ByCount[] = [];
  let sets = NOTHING;
  for (let site = sites.length - 1; site >= 0; site--) {
    const own = orOne(inside[site] as ByCount, (begun[site] as number) + (waiting[site] as number));
    whole[site] = own;
    const above = parent[site] as number;
    if (above === NO_PARENT) sets = together(sets, own);
    else inside[above] = together(inside[above] as ByCount, own);
  }
  return { sets, beside: besideEach({ sites, parent }, whole, unexplained) };
};

/** From the outside in: beside a site lies what is beside the one around it, and its neighbours there. */
const besideEach = (
  { sites, parent }: SiteTree,
  whole: readonly ByCount[],
  unexplained: Float64Array,
): readonly ByCount[] => {
  const siblings = new Map<number, number[]>();
  sites.forEach((_, site) => {
    const above = parent[site] as number;
    siblings.set(above, [...(siblings.get(above) ?? []), site]);
  });
  const beside: ByCount[] = [];
  const within = (around: number, outside: ByCount) => {
    const own = siblings.get(around) ?? [];
    let before = outside;
    const so = own.map((site) => {
      const left = before;
      before = together(before, whole[site] as ByCount);
      return left;
    });
    let after = NOTHING;
    for (let i = own.length - 1; i >= 0; i--) {
      const site = own[i] as number;
      beside[site] = together(so[i] as ByCount, after);
      after = together(after, whole[site] as ByCount);
    }
  };
  within(NO_PARENT, NOTHING);
  sites.forEach((_, site) => {
    const [a, b, c, d] = beside[site] as ByCount;
    const own = unexplained[site] as number;
    within(site, [a * own, b * own, c * own, d * own]);
  });
  return beside;
};

/** Of sets of so many devices, the weight by customers out. */
export type ByCustomers = readonly ReadonlyMap<number, number>[];

/** The same sets by the customers who are out with them. */
export const countCustomers = ({ sites, parent }: SiteTree, { begun, waiting, unexplained }: Weights): ByCustomers => {
  const inside: ByCustomers[] = Array.from(unexplained, (weight) => onlyNothing(weight));
  let all = onlyNothing(1);
  for (let site = sites.length - 1; site >= 0; site--) {
    const customers = (sites[site] as (typeof sites)[number]).customers;
    const one = new Map((inside[site] as ByCustomers)[1]);
    for (const [out, weight] of [
      [customers, begun[site] as number],
      [0, waiting[site] as number],
    ] as const)
      if (weight > 0) one.set(out, (one.get(out) ?? 0) + weight);
    const own = (inside[site] as ByCustomers).map((sets, count) => (count === 1 ? one : sets));
    const above = parent[site] as number;
    if (above === NO_PARENT) all = joined(all, own);
    else inside[above] = joined(inside[above] as ByCustomers, own);
  }
  return all;
};

const onlyNothing = (weight: number): ByCustomers =>
  Array.from({ length: MOST_DEVICES + 1 }, (_, count) => new Map(count === 0 ? [[0, weight]] : []));

const joined = (a: ByCustomers, b: ByCustomers): ByCustomers => {
  const sums = Array.from({ length: MOST_DEVICES + 1 }, () => new Map<number, number>());
  a.forEach((some, i) => {
    b.slice(0, MOST_DEVICES + 1 - i).forEach((others, j) => {
      const sum = sums[i + j] as Map<number, number>;
      for (const [out, weight] of some)
        for (const [more, times] of others) sum.set(out + more, (sum.get(out + more) ?? 0) + weight * times);
    });
  });
  return sums;
};
