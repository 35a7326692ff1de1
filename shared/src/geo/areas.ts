import type { MultiPolygon } from 'geojson';
import type { NetworkModel } from '../network/model.ts';
import type { Ranges } from '../network/ranges.ts';
import { countSections, intersectRanges, pairs } from '../network/ranges.ts';
import { boundsOfAll, conductorsIn, servicePointsIn } from './area-evidence.ts';
import { areaPart } from './area-part.ts';
import type { Ring } from './area-shape.ts';
import { united } from './area-truth.ts';
import { distanceM } from './distance.ts';

/**
 * The area that is without supply when these sections are: a smooth shape that holds every service point in them and no other one
 * (measured against convex and concave hulls, buffers, hexagons and Voronoi cells: the only one that neither claims streets that
 * have supply nor falls into stripes). Deterministic. Empty where the sections hold neither service points nor lines.
 *
 * Up to half a second, and more for extents wider than FARTHEST_M, which are drawn in parts. Whoever may lose interest meanwhile takes
 * `areaSteps` instead.
 */
export const affectedArea = (asked: AreaQuestion): MultiPolygon => {
  const steps = areaSteps(asked);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
};

export type AreaQuestion = { readonly model: NetworkModel; readonly ranges: Ranges };

/** The same, pausing after each part of the work. */
export function* areaSteps({ model, ranges }: AreaQuestion): Generator<void, MultiPolygon> {
  const drawn: Ring[][][] = [];
  for (const part of partsOf(model, ranges, MAX_HALVINGS)) {
    yield;
    drawn.push(yield* areaPart({ model, part, ranges }));
  }
  yield;
  return { type: 'MultiPolygon', coordinates: drawn.length === 1 ? (drawn[0] as Ring[][]) : united(drawn.flat()) };
}

/** A raster over a wider extent would be too coarse to tell streets apart. */
const FARTHEST_M = 25_000;
const MAX_HALVINGS = 7;

/**
 * The sections halved until each part is narrow enough. Sections are numbered along the feeders, so a half is a neighbourhood; that parts
 * overlap does no harm, because each leaves out every service point that has supply.
 */
function* partsOf(model: NetworkModel, ranges: Ranges, halvings: number): Generator<Ranges> {
  const count = countSections(ranges);
  const bounds = boundsOfAll(model, servicePointsIn(model, ranges), conductorsIn(model, ranges));
  if (!bounds) return;
  const [west, south, east, north] = bounds;
  const widthM = distanceM({ lon: west, lat: south }, { lon: east, lat: north });
  if (widthM <= FARTHEST_M || halvings === 0 || count < 2) {
    yield ranges;
    return;
  }
  const middle = sectionAt(ranges, count >> 1);
  yield* partsOf(model, intersectRanges(ranges, [0, middle]), halvings - 1);
  yield* partsOf(model, intersectRanges(ranges, [middle, Number.MAX_SAFE_INTEGER]), halvings - 1);
}

/** The n-th section of the set, counted from 0. */
const sectionAt = (ranges: Ranges, n: number): number => {
  let left = n;
  for (const [from, to] of pairs(ranges)) {
    if (left < to - from) return from + left;
    left -= to - from;
  }
  return Number.MAX_SAFE_INTEGER;
};
