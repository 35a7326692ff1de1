import { DEVICE_KINDS } from '../../rules/prediction-parameters.ts';
import type { PredictionTree } from './prediction-tree.ts';
import { MINUTES_PER_YEAR } from './prediction-tree.ts';

/** Devices by how many customers they feed, in classes by powers of two. */
export const SIZES = 14;

/** What a front may take in a tree without anybody having called yet. */
export type FrontExposure = {
  /** Outages a year of the devices at nodes [from, to), by class of size. */
  readonly rates: (from: number, to: number) => Float64Array;
  /** Customers and meters below a device, by class of size, each times its outages a year. */
  readonly customers: Float64Array;
  readonly meters: Float64Array;
};

const known = new WeakMap<PredictionTree, FrontExposure>();

/** Works it out once for each tree, in O(nodes). Services do not stand in a front: what takes one of them takes it by itself. */
export const frontExposure = (tree: PredictionTree): FrontExposure => {
  const found = known.get(tree) ?? exposureOf(tree);
  known.set(tree, found);
  return found;
};

const SERVICE = DEVICE_KINDS.indexOf('service');

const exposureOf = (tree: PredictionTree): FrontExposure => {
  const devices: number[] = [];
  for (let node = 0; node < tree.size; node++) if (tree.kind[node] !== SERVICE) devices.push(node);
  /** Sums over the devices before each one; one more at the end. */
  const before = new Float64Array((devices.length + 1) * SIZES);
  const customers = new Float64Array(SIZES);
  const meters = new Float64Array(SIZES);
  devices.forEach((node, i) => {
    before.copyWithin((i + 1) * SIZES, i * SIZES, (i + 1) * SIZES);
    const size = Math.min(SIZES - 1, Math.floor(Math.log2(Math.max(1, tree.customers[node] as number))));
    const rate = Math.exp(tree.logRate[node] as number) * MINUTES_PER_YEAR;
    add(before, (i + 1) * SIZES + size, rate);
    add(customers, size, rate * (tree.customers[node] as number));
    add(meters, size, rate * (tree.meters[node] as number));
  });
  const firstFrom = (node: number): number => {
    let low = 0;
    let high = devices.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((devices[middle] as number) < node) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    customers,
    meters,
    rates: (from, to) => {
      const [a, b] = [firstFrom(from) * SIZES, firstFrom(to) * SIZES];
      return Float64Array.from(
        { length: SIZES },
        (_, size) => (before[b + size] as number) - (before[a + size] as number),
      );
    },
  };
};

const add = (to: Float64Array, at: number, value: number): void => {
  to[at] = (to[at] as number) + value;
};
