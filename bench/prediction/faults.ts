import { type Chance, weighted } from './chance.ts';
import { type Kind, type Site, serviceSite, type World } from './world.ts';

export type Fault = { readonly site: Site; readonly at: number };

/** Something of this kind that fails, as often as its rate says, and its feeder; nothing where the network has no such device. */
export const drawOnFeeder = (
  feeders: readonly World[],
  kind: Kind,
  chance: Chance,
): { readonly world: World; readonly site: Site } | undefined => {
  if (kind === 'service') {
    const world = weighted(chance, feeders, ({ points }) => points.length);
    return { world, site: serviceSite(world, chance.whole(0, world.points.length - 1)) };
  }
  const of = (world: World) => world.sites.filter((site) => site.kind === kind);
  const rateOf = (sites: readonly Site[]) => sites.reduce((sum, { rate }) => sum + rate, 0);
  const able = feeders.map((world) => ({ world, sites: of(world) })).filter(({ sites }) => sites.length > 0);
  if (able.length === 0) return undefined;
  const { world, sites } = weighted(chance, able, (one) => rateOf(one.sites));
  return { world, site: weighted(chance, sites, ({ rate }) => rate) };
};

export const contains = (outer: Site, inner: Site): boolean => outer.from <= inner.from && inner.to <= outer.to;
export const apart = (a: Site, b: Site): boolean => a.to <= b.from || b.to <= a.from;
export const sameCustomers = (a: { from: number; to: number }, b: { from: number; to: number }): boolean =>
  a.from === b.from && a.to === b.to;

/** Faults on one feeder, none inside another, within so many minutes. */
export const drawApart = (
  world: World,
  { feeder, count, within }: { readonly feeder: Site; readonly count: number; readonly within: number },
  chance: Chance,
): readonly Fault[] => {
  const candidates = world.sites.filter((site) => site !== feeder && contains(feeder, site));
  for (let attempt = 0; attempt < 200; attempt++) {
    const faults: Fault[] = [];
    let left = candidates;
    while (faults.length < count && left.length > 0) {
      const site = weighted(chance, left, ({ rate }) => rate);
      faults.push({ site, at: chance.unit() * within });
      left = left.filter((other) => apart(other, site));
    }
    if (faults.length === count) return faults.sort((a, b) => a.at - b.at);
  }
  return [];
};

/** Faults all over the network by rate, devices only. */
export const drawStorm = (world: World, count: number, minutes: number, chance: Chance): readonly Fault[] =>
  Array.from({ length: count }, () => ({
    site: weighted(chance, world.sites, ({ rate }) => rate),
    at: chance.unit() * minutes,
  })).sort((a, b) => a.at - b.at);

/** Those of the faults so far that lie in no other: what can be seen from outside. */
export const outermost = (faults: readonly Fault[], at: number): readonly Fault[] => {
  const so = faults.filter((fault) => fault.at <= at);
  return so.filter(
    (fault, i) =>
      !so.some(
        (other, j) => i !== j && contains(other.site, fault.site) && (!sameCustomers(other.site, fault.site) || j < i),
      ),
  );
};
