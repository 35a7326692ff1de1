import { chanceFor } from './chance.ts';
import { customersAt, type Site, type World } from './world.ts';

/** A wrong record names a place behind one of so many transformers on either side, on the same feeder. */
const REACH = 3;

/** Which service point each customer is written down at. */
export type Records = {
  readonly share: number;
  readonly pointOfCustomer: Uint32Array;
  /** The service points at which customers of [from, to) can be written down lie in [first, second). */
  readonly within: (from: number, to: number) => readonly [number, number];
  /** How many customers of [from, to) are expected to be written down at a service point. */
  readonly expectedAt: (point: number, from: number, to: number) => number;
};

/** The same share and seed give the same records. Customers without a transformer of their own have right records. */
export const recordsOf = (world: World, share: number, seed: number): Records => {
  const { transformers, transformerOf } = world;
  const chance = chanceFor('records', world.name, share, seed);
  const feederOf = (site: Site) => world.above(site.from).at(-1);
  const around = transformers.map((site, t): readonly number[] => {
    const near: number[] = [];
    for (let other = t - REACH; other <= t + REACH; other++) {
      const there = transformers[other];
      if (there && other !== t && feederOf(there) === feederOf(site)) near.push(other);
    }
    return near;
  });
  const pointOfCustomer = world.pointOfCustomer.map((point) => {
    const near = around[transformerOf[point] as number];
    if (!near || near.length === 0 || chance.unit() >= share) return point;
    const there = transformers[chance.pick(near)] as Site;
    return chance.whole(there.from, there.to - 1);
  });
  return {
    share,
    pointOfCustomer,
    within: (from, to) => {
      const [first, last] = [transformerOf[from] as number, transformerOf[to - 1] as number];
      if (share === 0 || first < 0 || last < 0) return share === 0 ? [from, to] : [0, world.points.length];
      const low = transformers[Math.max(0, first - REACH)] as Site;
      const high = transformers[Math.min(transformers.length - 1, last + REACH)] as Site;
      return [Math.min(from, low.from), Math.max(to, high.to)];
    },
    expectedAt: (point, from, to) => {
      const here = transformerOf[point] as number;
      const own = point >= from && point < to ? customersAt(world, point) : 0;
      if (here < 0 || share === 0) return own;
      let astray = 0;
      for (const other of around[here] as readonly number[]) {
        const site = transformers[other] as Site;
        const inside = [Math.max(from, site.from), Math.min(to, site.to)] as const;
        if (inside[0] >= inside[1]) continue;
        astray += customersAt(world, inside[0], inside[1]) / (around[other] as readonly number[]).length;
      }
      const here_ = transformers[here] as Site;
      const keeps = (around[here] as readonly number[]).length > 0 ? 1 - share : 1;
      return keeps * own + (share * astray) / (here_.to - here_.from);
    },
  };
};
