import type { IdIndex } from './id-index.ts';
import { idIndex } from './id-index.ts';
import type { NetworkModel } from './model.ts';

/** Numbers of nodes and edges by the ids of the network file. */
export type NetworkIds = { readonly node: IdIndex; readonly edge: IdIndex };

/** Indexes once for each model, at the first question to nodes and to edges. */
export const networkIds = (model: NetworkModel): NetworkIds => {
  const known = indexes.get(model);
  if (known) return known;
  const made = { node: onFirstUse(model.nodes.ids), edge: onFirstUse(model.edges.ids) };
  indexes.set(model, made);
  return made;
};

const indexes = new WeakMap<NetworkModel, NetworkIds>();

const onFirstUse = (ids: readonly string[]): IdIndex => {
  let index: IdIndex | undefined;
  return (id) => {
    index ??= idIndex(ids);
    return index(id);
  };
};
