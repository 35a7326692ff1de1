import type { Extent } from '../facts.ts';
import type { Ranges } from '../ranges.ts';
import { pairs } from '../ranges.ts';
import { extentOf } from './extent.ts';
import type { Grid } from './grid.ts';
import { isOperable } from './grid.ts';
import type { SupplyTree } from './supply-tree.ts';

/** Healthy pieces without supply that hang together over closed devices: whatever feeds one of them feeds all. */
export type Island = {
  readonly number: number;
  /** In ascending order. */
  readonly pieces: readonly number[];
  /** Closed switches towards something faulty; they open before anything here is energised. */
  readonly isolate: readonly number[];
  readonly extent: Extent;
};

/** An open switch that can bring supply to an island: from what has supply, or from another island that has got it back. */
export type Tie = {
  readonly device: number;
  readonly island: number;
  /** The piece of the island at this switch. */
  readonly into: number;
  readonly from: number;
  /** The island on the other side, or -1 where there is supply now. */
  readonly through: number;
};

/**
 * The healthy rest of an outage. Without `within`, what hangs or normally hangs at the faulty zone; with it, everything dark there.
 */
export const healthyIslands = (
  grid: Grid,
  tree: SupplyTree,
  dead: ReadonlySet<number>,
  zone: ReadonlySet<number>,
  within?: Ranges,
): readonly Island[] => {
  const islandOf = new Map<number, number>();
  const islands: Island[] = [];
  const isHealthyDark = (piece: number) => !tree.supplied(piece) && !dead.has(piece);
  const gather = (start: number) => {
    if (!isHealthyDark(start) || islandOf.has(start)) return;
    const number = islands.length;
    const isolate = new Set<number>();
    const pieces = new Set([start]);
    for (const piece of pieces) {
      islandOf.set(piece, number);
      for (const device of grid.devicesAt(piece)) {
        if (grid.isOpen(device)) continue;
        const other = grid.across(device, piece);
        if (isHealthyDark(other)) pieces.add(other);
        else if (dead.has(other) && isOperable(grid.model, device)) isolate.add(device);
      }
    }
    const sorted = [...pieces].sort(ascending);
    islands.push({ number, pieces: sorted, isolate: [...isolate].sort(ascending), extent: extentOf(grid, sorted) });
  };

  for (const piece of [...zone].sort(ascending)) {
    for (const device of grid.devicesAt(piece))
      if (!grid.isOpen(device) || grid.model.edges.normalOpen[device] === 0) gather(grid.across(device, piece));
  }
  if (!within) return islands;
  for (const [from, to] of pairs(within))
    for (let section = from; section < Math.min(to, grid.model.sections.count); section++)
      for (const piece of grid.piecesOf(section)) gather(piece);
  return islands;
};

/** Every open switch that can feed each island, in device order. A mobile generator feeds nobody else. */
export const tiesByIsland = (
  grid: Grid,
  tree: SupplyTree,
  islands: readonly Island[],
): ReadonlyMap<number, readonly Tie[]> => {
  const islandOf = new Map<number, number>();
  for (const { number, pieces } of islands) for (const piece of pieces) islandOf.set(piece, number);
  const found = new Map<number, readonly Tie[]>();
  for (const { number, pieces } of islands) {
    const ties: Tie[] = [];
    for (const into of pieces) {
      for (const device of grid.devicesAt(into)) {
        if (!grid.isOpen(device) || grid.isCut(device) || !isOperable(grid.model, device)) continue;
        const from = grid.across(device, into);
        const through = islandOf.get(from) ?? -1;
        if (through === number) continue;
        const isLive = tree.supplied(from) && !tree.temporary(from);
        if (isLive || through >= 0) ties.push({ device, island: number, into, from, through });
      }
    }
    found.set(
      number,
      ties.sort((a, b) => a.device - b.device),
    );
  }
  return found;
};

const ascending = (a: number, b: number) => a - b;
