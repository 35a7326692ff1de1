import { type Chance, weighted } from '../chance.ts';
import { apart, contains, type Fault } from '../faults.ts';
import type { Site, World } from '../world.ts';

/** A front breaks its places within so many minutes. */
export const FRONT_MINUTES = 1;
/** Where a front passes: anywhere, or over neighbouring feeders alone, so many places on each. */
export type Passing = 'everywhere' | 'neighbouring feeders';
const PLACES_ON_A_FEEDER = 5;
const ATTEMPTS = 50;

/**
 * Devices that fail within a minute, none inside another; the first of them at 0. Every such set is as likely as the product of its rates;
 * where so many places are that they hardly ever fall apart by themselves, each is drawn out of those that touch none before. Nothing where
 * the network has no room for so many.
 */
export const drawFront = (
  world: World,
  { places, passing }: { readonly places: number; readonly passing: Passing },
  chance: Chance,
): readonly Fault[] | undefined => {
  const candidates = () => (passing === 'everywhere' ? world.sites : sitesPassed(world, places, chance));
  const sites =
    attempt(() => drawTogether(candidates(), places, chance)) ??
    attempt(() => drawOneByOne(candidates(), places, chance));
  if (!sites) return undefined;
  const times = sites.map(() => chance.unit() * FRONT_MINUTES);
  const first = Math.min(...times);
  return sites.map((site, i) => ({ site, at: (times[i] as number) - first })).sort((a, b) => a.at - b.at);
};

const attempt = (draw: () => readonly Site[] | undefined): readonly Site[] | undefined => {
  for (let i = 0; i < ATTEMPTS; i++) {
    const sites = draw();
    if (sites) return sites;
  }
  return undefined;
};

/** All of them by rate; none of it where two touch. */
const drawTogether = (candidates: readonly Site[], places: number, chance: Chance): readonly Site[] | undefined => {
  const sites: Site[] = [];
  while (sites.length < places) {
    const site = weighted(chance, candidates, ({ rate }) => rate);
    if (sites.some((other) => !apart(other, site))) return undefined;
    sites.push(site);
  }
  return sites;
};

const drawOneByOne = (candidates: readonly Site[], places: number, chance: Chance): readonly Site[] | undefined => {
  const sites: Site[] = [];
  let left = candidates;
  while (sites.length < places) {
    if (left.length === 0) return undefined;
    const site = weighted(chance, left, ({ rate }) => rate);
    sites.push(site);
    left = left.filter((other) => apart(other, site));
  }
  return sites;
};

const feedersPassed = (places: number): number => Math.ceil(places / PLACES_ON_A_FEEDER);

/** Whether a front that passes over neighbouring feeders is anything else than one that passes everywhere. */
export const leavesFeedersAlone = ({ feeders }: World, places: number): boolean =>
  feedersPassed(places) < feeders.length;

/** What hangs on some feeders that follow each other, which is how networks number neighbours. */
const sitesPassed = ({ feeders, sites }: World, places: number, chance: Chance): readonly Site[] => {
  const width = Math.min(feeders.length, feedersPassed(places));
  const first = chance.whole(0, feeders.length - width);
  const passed = feeders.slice(first, first + width);
  return sites.filter((site) => passed.some((feeder) => contains(feeder, site)));
};
