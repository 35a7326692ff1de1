import { type CallLaw, calledBy, delayDensity } from '../call-law.ts';
import { EVENT_FACTORS, logSum } from '../oracle.ts';
import type { Call } from '../signals.ts';
import type { Site, World } from '../world.ts';
import { MOST_DEVICES, weighed } from './by-count.ts';
import { countCustomers, countSets, type Weights } from './count-sets.ts';
import { FRONT_MINUTES } from './draw-front.ts';
import { NO_PARENT, type SiteTree, siteTree } from './site-tree.ts';

/** What is known of a front: how it came about, but not what broke, how much, and when. */
export type FrontTruths = { readonly world: World; readonly law: CallLaw };

export type FrontBelief = {
  /** How likely each of the world's sites is out now. */
  readonly out: readonly number[];
  /** How likely each number of customers out is, fewest first. */
  readonly customers: readonly { readonly out: number; readonly probability: number }[];
};

/** Minutes: the steps in which the moments of faults are added up, how long ago they may have been, and in how many steps a front begins. */
const STEP = 1 / 60;
const LONGEST_AGO = 12;
const FRONT_STEPS = 4;
const MOMENTS = Math.round(LONGEST_AGO / STEP);

/**
 * The exact posterior of a front of one, two or three places, each number as likely, by Bayes' rule: over every set of devices that may have
 * broken, the minute in which they did, the moment of each, and the share of callers of each. It is for calls and right records only, since
 * then what is heard of one device does not depend on the others. `now` in minutes; later calls are not heard.
 */
export const frontPosterior = ({ world, law }: FrontTruths, calls: readonly Call[], now: number): FrontBelief => {
  const tree = siteTree(world);
  const { sites } = tree;
  const heard = calls.filter(({ at }) => at <= now);
  const inside = sites.map(({ from, to }) => heard.filter(({ point }) => point >= from && point < to));
  const silent = new Map<number, RunningSum>();
  const sums = sites.map((site, i): RunningSum => {
    const own = inside[i] as readonly Call[];
    const known = own.length === 0 ? silent.get(site.customers) : undefined;
    const sum = known ?? runningSum(weightsInTime(law, site, own, now));
    if (own.length === 0) silent.set(site.customers, sum);
    return sum;
  });
  const times = timesOfCount(tree);
  const scale = scaleOf(
    tree,
    sums,
    inside.map((own) => own.length),
  );
  const out = new Float64Array(sites.length);
  const byCustomers = new Map<number, number>();
  let total = 0;
  for (const weights of frontsBefore(tree, sums, scale)) {
    const { sets, beside } = countSets(tree, weights);
    total += weighed(sets, times);
    beside.forEach((others, site) => {
      out[site] = (out[site] as number) + (weights.begun[site] as number) * weighed(others, times, 1);
    });
    countCustomers(tree, weights).forEach((some, count) => {
      for (const [so, weight] of some)
        byCustomers.set(so, (byCustomers.get(so) ?? 0) + weight * (times[count] as number));
    });
  }
  return {
    out: Array.from(out, (weight) => weight / total),
    customers: [...byCustomers]
      .map(([so, weight]) => ({ out: so, probability: weight / total }))
      .sort((a, b) => a.out - b.out),
  };
};

/** What a set of so many devices counts for: that as many broke, over the weight of all sets of as many. */
const timesOfCount = (tree: SiteTree): readonly number[] => {
  const rates = Float64Array.from(tree.sites, ({ rate }) => rate);
  const nothing = new Float64Array(tree.sites.length);
  const { sets } = countSets(tree, { begun: rates, waiting: nothing, unexplained: nothing.map(() => 1) });
  return sets.map((weight, count) => (count === 0 || weight === 0 ? 0 : 1 / MOST_DEVICES / weight));
};

/** How much likelier what is heard below a site is if it broke at each moment up to now than if it did not, as logarithms. */
const weightsInTime = (law: CallLaw, { customers }: Site, inside: readonly Call[], now: number): Float64Array =>
  Float64Array.from({ length: MOMENTS }, (_, moment) => {
    const start = now - LONGEST_AGO + (moment + 0.5) * STEP;
    const since = inside.filter(({ at }) => at > start);
    let timely = 0;
    for (const { at } of since) timely += Math.log(delayDensity(law, at - start) / law.strayRate);
    const called = calledBy(law, now - start);
    const silent = Math.max(0, customers - since.length);
    return (
      timely +
      logSum(
        EVENT_FACTORS.map(({ z, weight }) => {
          const share = Math.min(0.95, law.share * Math.exp(law.eventSpread * z));
          return Math.log(weight) + since.length * Math.log(share) + silent * Math.log(1 - share * called);
        }),
      )
    );
  });

type RunningSum = { readonly most: number; readonly before: Float64Array };

const runningSum = (logs: Float64Array): RunningSum => {
  const most = logs.reduce((max, log) => Math.max(max, log), Number.NEGATIVE_INFINITY);
  const before = new Float64Array(logs.length + 1);
  logs.forEach((log, i) => {
    before[i + 1] = (before[i] as number) + STEP * Math.exp(log - most);
  });
  return { most, before };
};

/** Measured against every call having its reason, so that no weight grows without bound: a call that has none costs as much as one gains. */
type Scale = { readonly explained: Float64Array; readonly unexplained: Float64Array };

const scaleOf = ({ sites, parent }: SiteTree, sums: readonly RunningSum[], calls: readonly number[]): Scale => {
  const perCall = sums.reduce(
    (most, sum, site) => (calls[site] === 0 ? most : Math.max(most, sum.most / (calls[site] as number))),
    0,
  );
  const own = Float64Array.from(calls);
  sites.forEach((_, site) => {
    const above = parent[site] as number;
    if (above !== NO_PARENT) own[above] = (own[above] as number) - (calls[site] as number);
  });
  return {
    explained: Float64Array.from(calls, (count) => -count * perCall),
    unexplained: own.map((count) => Math.exp(-count * perCall)),
  };
};

/** The minutes in which a front may have passed. Of each device: that it broke in that minute before now, or is still to. */
function* frontsBefore({ sites }: SiteTree, sums: readonly RunningSum[], scale: Scale): Generator<Weights> {
  const length = Math.round(FRONT_MINUTES / STEP);
  for (let from = -length + FRONT_STEPS; from < MOMENTS; from += FRONT_STEPS) {
    const left = Math.max(0, from + length - MOMENTS) * STEP;
    const weightOf = (site: number, log: number) =>
      (sites[site] as Site).rate * Math.exp(log + (scale.explained[site] as number));
    yield {
      begun: Float64Array.from(sums, ({ most, before }, site) => {
        const at = (moment: number) => before[Math.min(MOMENTS, Math.max(0, moment))] as number;
        return weightOf(site, most) * (at(from + length) - at(from));
      }),
      waiting: Float64Array.from(sums, (_, site) => left * weightOf(site, 0)),
      unexplained: scale.unexplained,
    };
  }
}
