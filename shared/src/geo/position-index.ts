import KDBush from 'kdbush';
import type { Bounds } from './bounds.ts';
import { boundsAround } from './bounds.ts';
import type { Position } from './distance.ts';
import { distanceM } from './distance.ts';

/** Finds items of any kind by where they are. Items are known by a number of the caller's. */
export type PositionIndex = {
  readonly within: (bounds: Bounds) => readonly number[];
  /** At most `limit` items within `maxM` metres, nearest first; equally near ones by number. */
  readonly nearest: (
    from: Position,
    maxM: number,
    limit: number,
  ) => readonly { readonly item: number; readonly distanceM: number }[];
};

export const positionIndex = (items: ArrayLike<number>, position: (item: number) => Position): PositionIndex => {
  const tree = new KDBush(items.length);
  for (let i = 0; i < items.length; i++) {
    const { lon, lat } = position(items[i] as number);
    tree.add(lon, lat);
  }
  tree.finish();

  const within = (bounds: Bounds) => tree.range(...bounds).map((index) => items[index] as number);

  const nearest: PositionIndex['nearest'] = (from, maxM, limit) => {
    // Small boxes first: in a dense city a box of `maxM` would hold thousands of items.
    for (let radiusM = Math.min(maxM, FIRST_BOX_M); ; radiusM = Math.min(maxM, radiusM * 4)) {
      const found = within(boundsAround(from, radiusM))
        .map((item) => ({ item, distanceM: distanceM(from, position(item)) }))
        .filter((one) => one.distanceM <= radiusM)
        .sort((a, b) => a.distanceM - b.distanceM || a.item - b.item);
      if (found.length >= limit || radiusM >= maxM) return found.slice(0, limit);
    }
  };

  return { within, nearest };
};

const FIRST_BOX_M = 60;
