import { NODE_CLASSES } from '../facts.ts';
import type { Grid } from './grid.ts';

/** Which pieces have supply, and how it comes to them: breadth first from the sources over closed devices. */
export type SupplyTree = {
  readonly supplied: (piece: number) => boolean;
  /** Supplied by a mobile generator only. */
  readonly temporary: (piece: number) => boolean;
  /** The device through which supply comes, or -1 at a source. Only of supplied pieces. */
  readonly entry: Int32Array;
  /** The piece before it, or -1 at a source. */
  readonly parent: Int32Array;
  /** Kilowatts of each piece and of everything fed through it. */
  readonly kwBelow: Float64Array;
};

const DARK = 0;
const BY_SOURCE = 1;
const BY_GENERATOR = 2;

/** `dead` pieces neither have supply nor pass it on. O(pieces + devices). */
export const supplyTree = (grid: Grid, dead: ReadonlySet<number>): SupplyTree => {
  const by = new Uint8Array(grid.count);
  const entry = new Int32Array(grid.count).fill(-1);
  const parent = new Int32Array(grid.count).fill(-1);
  const order = new Uint32Array(grid.count);
  let reached = 0;
  let next = 0;

  const reach = (piece: number, how: number) => {
    if (by[piece] !== DARK || dead.has(piece)) return false;
    by[piece] = how;
    order[reached++] = piece;
    return true;
  };
  const spread = (how: number) => {
    while (next < reached) {
      const piece = order[next++] as number;
      for (const device of grid.devicesAt(piece)) {
        if (grid.isOpen(device)) continue;
        const other = grid.across(device, piece);
        if (!reach(other, how)) continue;
        entry[other] = device;
        parent[other] = piece;
      }
    }
  };
  for (const node of sourceNodes(grid)) reach(grid.pieceOfNode(node), BY_SOURCE);
  spread(BY_SOURCE);
  for (const piece of grid.generators) reach(piece, BY_GENERATOR);
  spread(BY_GENERATOR);

  return {
    supplied: (piece) => by[piece] !== DARK,
    temporary: (piece) => by[piece] === BY_GENERATOR,
    entry,
    parent,
    kwBelow: kwBelow(grid, order.subarray(0, reached), parent),
  };
};

const kwBelow = (grid: Grid, order: Uint32Array, parent: Int32Array): Float64Array => {
  const { kw } = grid.model.nodes;
  const total = new Float64Array(grid.count);
  for (let i = order.length - 1; i >= 0; i--) {
    const piece = order[i] as number;
    let sum = total[piece] as number;
    for (const node of grid.nodesOf(piece)) sum += kw[node] as number;
    total[piece] = sum;
    const before = parent[piece] as number;
    if (before >= 0) total[before] = (total[before] as number) + sum;
  }
  return total;
};

function* sourceNodes({ model: { nodes } }: Grid): Generator<number> {
  const source = NODE_CLASSES.indexOf('EnergySource');
  for (let node = 0; node < nodes.class.length; node++) if (nodes.class[node] === source) yield node;
}
