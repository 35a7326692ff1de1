import type { PredictionTree } from './prediction-tree.ts';

/** A wrong record names a place behind one of so many transformers on either side, in the order of the feeder. Engineering default. */
const REACH = 3;
/** Customers of one transformer may wrongly be on record behind so many others. */
export const NEIGHBOURS = 2 * REACH;

/** The transformer that a leaf stands behind: its index in the tree's; -1 where the tree has none. O(log transformers). */
export const transformerOf = ({ transformers }: PredictionTree, leaf: number): number => {
  let low = 0;
  let high = transformers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((transformers[middle] as number) <= leaf) low = middle + 1;
    else high = middle;
  }
  return transformers.length === 0 ? -1 : Math.max(0, low - 1);
};

/** Those whose customers may be on record behind a transformer, by index. */
export function* neighboursOf({ transformers }: PredictionTree, transformer: number): Generator<number> {
  const last = Math.min(transformers.length - 1, transformer + REACH);
  for (let other = Math.max(0, transformer - REACH); other <= last; other++) if (other !== transformer) yield other;
}

/**
 * The lowest node that holds a transformer and its neighbours: one of their customers may be on record behind it, so once anything below that
 * node has failed, a call from there may be one of theirs. O(depth).
 */
export const neighbourhood = ({ parent, end, transformers }: PredictionTree, transformer: number): number => {
  const first = transformers[Math.max(0, transformer - REACH)] ?? 0;
  const last = transformers[Math.min(transformers.length - 1, transformer + REACH)] ?? 0;
  let node = transformers[transformer] ?? 0;
  while (node > 0 && !(node <= first && last < (end[node] as number))) node = parent[node] as number;
  return node;
};
