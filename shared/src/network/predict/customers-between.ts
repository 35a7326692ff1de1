import type { FeederState } from './feeder-state.ts';
import type { PredictionTree } from './prediction-tree.ts';

/** The central 80 %. */
const LOW = 0.1;
const HIGH = 0.9;

/**
 * Between how many customers the outage lies that explains what was heard below a device: the smallest and the largest of what may have
 * opened that together hold 80 % of the probability. That is one of the devices above it, the device itself, or none of these: then what is
 * below speaks for itself, and counts as what is expected of it.
 */
export const customersBetween = (
  tree: PredictionTree,
  { slotOf }: Pick<FeederState, 'slotOf'>,
  probability: Float64Array,
  node: number,
): { low: number; high: number } => {
  const chanceOf = (of: number): number => {
    const slot = slotOf.get(of);
    return slot === undefined ? 0 : (probability[slot] as number);
  };
  const found: { customers: number; chance: number }[] = [];
  for (let above = node; above >= 0; above = tree.parent[above] as number)
    found.push({ customers: tree.customers[above] as number, chance: chanceOf(above) });
  const apart = Math.max(
    0,
    found.reduce((left, { chance }) => left - chance, 1),
  );
  let below = 0;
  for (const of of slotOf.keys())
    if (of > node && of < (tree.end[node] as number)) below += chanceOf(of) * (tree.customers[of] as number);
  if (apart > 0) found.push({ customers: Math.min(below / apart, tree.customers[node] as number), chance: apart });
  const total = found.reduce((sum, { chance }) => sum + chance, 0);
  found.sort((a, b) => a.customers - b.customers);
  const quantile = (share: number): number => {
    let left = share * total;
    for (const { customers, chance } of found) {
      left -= chance;
      if (left <= 0) return Math.round(customers);
    }
    return tree.customers[node] as number;
  };
  return { low: quantile(LOW), high: quantile(HIGH) };
};
