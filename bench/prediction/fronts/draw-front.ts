import { type Chance, weighted } from '../chance.ts';
import { apart, contains, type Fault } from '../faults.ts';
import type { Site, World } from '../world.ts';

/** A front breaks its places within so many minutes. */
export const FRONT_MINUTES = 1;
/** Where a front passes: anywhere, or over neighbouring feeders alone, so many places on each. */
export type Passing = 'everywhere' | 'neighbouring feeders';
const PLACES_ON_A_FEEDER = 5;
const ATTEMPTS = 200;

/**
 * Devices that fail within a minute, as often as their rates say and none inside another; the first of them at 0. Nothing where the network
 * has no room for so many.
 */
export const drawFront = (
  world: World,
  { places, passing }: { readonly places: number; readonly passing: Passing },
  chance: Chance,
): readonly Fault[] | undefined => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const sites = drawSites(
      passing === 'everywhere' ? world.sites : sitesPassed(world, places, chance),
      places,
      chance,
    );
    if (sites.length < places) continue;
    const times = sites.map(() => chance.unit() * FRONT_MINUTES);
    const first = Math.min(...times);
    return sites.map((site, i) => ({ site, at: (times[i] as number) - first })).sort((a, b) => a.at - b.at);
  }
  return undefined;
};

const drawSites = (candidates: readonly Site[], places: number, chance: Chance): readonly Site[] => {
  const sites: Site[] = [];
  let left = candidates;
  while (sites.length < places && left.length > 0) {
    const site = weighted(chance, left, ({ rate }) => rate);
    sites.push(site);
    left = left.filter((other) => apart(other, site));
  }
  return sites;
};

/** What hangs on some feeders that follow each other, which is how networks number neighbours. */
const sitesPassed = ({ feeders, sites }: World, places: number, chance: Chance): readonly Site[] => {
  const width = Math.min(feeders.length, Math.ceil(places / PLACES_ON_A_FEEDER));
  const first = chance.whole(0, feeders.length - width);
  const passed = feeders.slice(first, first + width);
  return sites.filter((site) => passed.some((feeder) => contains(feeder, site)));
};
