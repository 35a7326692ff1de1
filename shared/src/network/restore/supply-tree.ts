import type { Grid } from './grid.ts';

/** Which pieces have supply, and how it comes to them: breadth first from the sources over closed devices. */
export type SupplyTree = {
  readonly supplied: (piece: number) => boolean;
  /** Supplied by a mobile generator only. */
  readonly temporary: (piece: number) => boolean;
  /** The device through which supply comes to a supplied piece, or -1 at a source and where there is none. */
  readonly entry: (piece: number) => number;
  /** The piece before it, or -1. */
  readonly parent: (piece: number) => number;
  /** Kilowatts of a supplied piece and of everything fed through it. */
  readonly kwBelow: (piece: number) => number;
};

type Way = { readonly entry: number; readonly parent: number; readonly temporary: boolean; kw: number };

/**
 * `dead` pieces neither have supply nor pass it on. Whether a piece has supply is known already; the way there is looked for only where it
 * is asked for, in everything that hangs together with that piece: usually one substation.
 */
export const supplyTree = (grid: Grid, dead: ReadonlySet<number>): SupplyTree => {
  const explored = new Set<number>();
  const ways = new Map<number, Way>();

  const explore = (start: number): void => {
    if (explored.has(start)) return;
    const together = new Set([start]);
    for (const piece of together) {
      for (const device of grid.devicesAt(piece)) if (!grid.isOpen(device)) together.add(grid.across(device, piece));
    }
    const order: number[] = [];
    const reach = (piece: number, way: Omit<Way, 'kw'>) => {
      if (dead.has(piece) || ways.has(piece)) return;
      ways.set(piece, { ...way, kw: grid.kwOf(piece) });
      order.push(piece);
    };
    const spread = (temporary: boolean, from: number) => {
      for (let i = from; i < order.length; i++) {
        const parent = order[i] as number;
        for (const entry of grid.devicesAt(parent))
          if (!grid.isOpen(entry)) reach(grid.across(entry, parent), { entry, parent, temporary });
      }
    };
    for (const piece of together) {
      explored.add(piece);
      if (grid.hasSource(piece)) reach(piece, { entry: -1, parent: -1, temporary: false });
    }
    spread(false, 0);
    const bySource = order.length;
    for (const piece of grid.generators)
      if (together.has(piece)) reach(piece, { entry: -1, parent: -1, temporary: true });
    spread(true, bySource);
    for (const piece of order.toReversed()) {
      const { parent, kw } = ways.get(piece) as Way;
      const before = ways.get(parent);
      if (before) before.kw += kw;
    }
  };

  // What a dead piece fed has no supply any more.
  for (const piece of dead) if (grid.isLive(piece)) explore(piece);
  const wayTo = (piece: number): Way | undefined => {
    if (grid.isLive(piece)) explore(piece);
    return ways.get(piece);
  };
  return {
    supplied: (piece) => (explored.has(piece) ? ways.has(piece) : grid.isLive(piece)),
    temporary: (piece) => grid.generators.size > 0 && wayTo(piece)?.temporary === true,
    entry: (piece) => wayTo(piece)?.entry ?? -1,
    parent: (piece) => wayTo(piece)?.parent ?? -1,
    kwBelow: (piece) => wayTo(piece)?.kw ?? 0,
  };
};
