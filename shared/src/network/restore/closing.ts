import type { NetworkModel } from '../model.ts';
import { networkIds } from '../network-ids.ts';
import type { Overlay } from '../overlay.ts';
import { extentOf } from './extent.ts';
import { gridUnder } from './grid.ts';
import type { Island } from './islands.ts';
import { loadingOf } from './loading.ts';
import type { Loading } from './restoration-plan.ts';
import { supplyTree } from './supply-tree.ts';

/** What the closing of an open device would do besides bringing supply. */
export type Closing = {
  /** Both its sides have supply: a loop, or two sources side by side. */
  readonly joins: boolean;
  /** The weakest element on the way of what it newly feeds; null where it feeds nothing or no figures are known. */
  readonly loading: Loading | null;
};

/** Undefined for what is no device of the network. O(sections of one substation). */
export const closingOf = (model: NetworkModel, overlay: Overlay, deviceId: string): Closing | undefined => {
  const device = networkIds(model).edge(deviceId);
  if (device === undefined) return undefined;
  const grid = gridUnder(model, overlay);
  const [one, other] = [model.edges.from[device] as number, model.edges.to[device] as number].map(grid.pieceOfNode) as [
    number,
    number,
  ];
  if (grid.isLive(one) === grid.isLive(other)) return { joins: grid.isLive(one), loading: null };
  const [from, into] = grid.isLive(one) ? [one, other] : [other, one];

  const pieces = new Set([into]);
  for (const piece of pieces)
    for (const next of grid.devicesAt(piece)) if (!grid.isOpen(next)) pieces.add(grid.across(next, piece));
  const sorted = [...pieces].sort((a, b) => a - b);
  const island: Island = { number: 0, pieces: sorted, isolate: [], extent: extentOf(grid, sorted) };
  const feed = { tie: { device, island: 0, into, from, through: -1 }, island };
  return { joins: false, loading: loadingOf(grid, supplyTree(grid, grid.isolated), [feed], feed) };
};
