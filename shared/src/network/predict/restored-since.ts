import type { NetworkModel } from '../model.ts';
import { sectionOfNode } from '../model.ts';
import type { PredictionTree } from './prediction-tree.ts';

/**
 * By node of a tree: since when everything below has supply back, minutes, or 0; null where nothing was restored.
 * @param restoredAt by section
 */
export const restoredSince = (
  model: NetworkModel,
  tree: PredictionTree,
  restoredAt: ReadonlyMap<number, number>,
): Float64Array | null => {
  if (restoredAt.size === 0) return null;
  const since = new Float64Array(tree.size).fill(Number.POSITIVE_INFINITY);
  let any = false;
  for (let node = tree.size - 1; node >= 0; node--) {
    const consumer = tree.consumer[node] as number;
    if (consumer >= 0) {
      const at = restoredAt.get(sectionOfNode(model, consumer)) ?? 0;
      since[node] = at;
      any ||= at > 0;
    }
    const parent = tree.parent[node] as number;
    if (parent >= 0 && (since[node] as number) < (since[parent] as number)) since[parent] = since[node] as number;
  }
  return any ? since : null;
};
