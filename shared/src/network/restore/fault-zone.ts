import { networkIds } from '../network-ids.ts';
import type { Grid } from './grid.ts';
import { isOperable, isProtectiveSwitch } from './grid.ts';

/**
 * Where the fault is: the section of the element that failed, or, where only the protective device that opened is known, that device.
 */
export type KnownFault = { readonly section: number } | { readonly device: string };

/**
 * Pieces that stay out of service until the repair. From a known section they reach as far as the nearest switches, open or not: a
 * transformer cannot be opened, so the walk goes past it, while a fuse can be pulled. Behind a protective device that opened, the
 * fault may lie anywhere up to the next protective devices, which would have cleared it themselves if it lay behind them.
 */
export const faultZone = (grid: Grid, fault: KnownFault, supplied: (piece: number) => boolean): ReadonlySet<number> => {
  if ('section' in fault) return walk(grid, partsOfFault(grid, fault.section, supplied), isOperable, supplied);
  const device = networkIds(grid.model).edge(fault.device);
  if (device === undefined) return new Set();
  const start = behind(grid, device, supplied);
  return walk(grid, [start], isProtectiveSwitch, supplied, device);
};

/** Where cuts have parted the section, a part that has supply is healthy. */
const partsOfFault = (grid: Grid, section: number, supplied: (piece: number) => boolean): readonly number[] => {
  const parts = section < grid.model.sections.count ? grid.piecesOf(section) : [];
  const dark = parts.filter((piece) => !supplied(piece));
  return dark.length > 0 ? dark : parts;
};

/** The side of a device that has no supply; the one it feeds in the normal state where that does not tell them apart. */
const behind = (grid: Grid, device: number, supplied: (piece: number) => boolean): number => {
  const { edges } = grid.model;
  const ends = [grid.pieceOfNode(edges.from[device] as number), grid.pieceOfNode(edges.to[device] as number)];
  const dark = ends.filter((piece) => !supplied(piece));
  if (dark.length === 1) return dark[0] as number;
  // Sections are numbered from the sources outwards.
  return Math.max(...ends);
};

const walk = (
  grid: Grid,
  starts: readonly number[],
  stops: (model: Grid['model'], device: number) => boolean,
  supplied: (piece: number) => boolean,
  opened = -1,
): ReadonlySet<number> => {
  const zone = new Set(starts);
  // A fault that is out of service already does not take out neighbours that have supply.
  const isLive = starts.some(supplied);
  for (const piece of zone) {
    for (const device of grid.devicesAt(piece)) {
      if (device === opened || grid.isOpen(device) || stops(grid.model, device)) continue;
      const other = grid.across(device, piece);
      if (isLive || !supplied(other)) zone.add(other);
    }
  }
  return zone;
};
