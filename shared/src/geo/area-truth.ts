import { difference, featureCollection, multiPolygon, polygon, union } from '@turf/turf';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import KDBush from 'kdbush';
import type { Ring } from './area-shape.ts';
import { onGrid } from './area-shape.ts';
import type { LocalFrame } from './local-frame.ts';
import { ringTest } from './point-in-rings.ts';

/** Places in metres of the frame. */
export type Places = { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> };

/**
 * Makes a drawn area true: every dead service point inside, no live one. A raster cannot tell points apart that are closer than a cell, so a dead
 * point left outside gets a small disc and a live one inside a small notch, each reaching not quite half-way to the nearest opposite point.
 * Where a dead and a live point stand at the very same place, the area holds both: that somebody there is without supply is true.
 */
export const madeTrue = (
  polygons: Ring[][],
  frame: LocalFrame,
  points: { dead: Places; live: Places; reach: number },
): Ring[][] => {
  const { dead, live, reach } = points;
  let shape = polygons;
  for (let attempt = 0; attempt < 3; attempt++) {
    const isInside = sureTest(shape, frame);
    const missing = numbersWhere(dead, (x, y) => isInside(x, y) !== 'inside');
    const wrong = numbersWhere(live, (x, y) => isInside(x, y) !== 'outside');
    const discs = discsAround(missing, dead, live, { frame, reach });
    const notches = discsAround(wrong, live, dead, { frame, reach });
    if (discs.length === 0 && notches.length === 0) return shape;
    shape = withoutDiscs(withDiscs(shape, discs), notches);
  }
  return shape;
};

/** Inside or outside, and not merely by a hair: a reader with other arithmetic must come to the same answer. */
const sureTest = (shape: Ring[][], frame: LocalFrame) => {
  const test = ringTest(shape.flat());
  return (x: number, y: number): 'inside' | 'outside' | 'edge' => {
    const first = test(frame.lon(x), frame.lat(y));
    for (const [dx, dy] of AROUND) if (test(frame.lon(x + dx), frame.lat(y + dy)) !== first) return 'edge';
    return first ? 'inside' : 'outside';
  };
};

const HAIR_M = 0.05;
const AROUND = [
  [HAIR_M, 0],
  [-HAIR_M, 0],
  [0, HAIR_M],
  [0, -HAIR_M],
] as const;

const numbersWhere = ({ x, y }: Places, holds: (x: number, y: number) => boolean): number[] => {
  const found: number[] = [];
  for (let i = 0; i < x.length; i++) if (holds(x[i] as number, y[i] as number)) found.push(i);
  return found;
};

type Disc = Ring;

const discsAround = (
  chosen: readonly number[],
  own: Places,
  opposite: Places,
  { frame, reach }: { frame: LocalFrame; reach: number },
): Disc[] => {
  if (chosen.length === 0) return [];
  const tree = new KDBush(opposite.x.length);
  for (let i = 0; i < opposite.x.length; i++) tree.add(opposite.x[i] as number, opposite.y[i] as number);
  tree.finish();
  const discs: Disc[] = [];
  for (const i of chosen) {
    const x = own.x[i] as number;
    const y = own.y[i] as number;
    const radius = Math.min(reach / 3, 0.45 * nearestM(tree, opposite, { x, y, withinM: reach }));
    if (radius > 2 * HAIR_M) discs.push(disc(frame, x, y, radius));
  }
  return discs;
};

const nearestM = (
  tree: KDBush,
  places: Places,
  { x, y, withinM }: { x: number; y: number; withinM: number },
): number => {
  if (places.x.length === 0) return withinM;
  let best = withinM;
  for (const i of tree.within(x, y, withinM))
    best = Math.min(best, Math.hypot((places.x[i] as number) - x, (places.y[i] as number) - y));
  return best;
};

const disc = (frame: LocalFrame, x: number, y: number, radius: number): Disc => {
  const ring: Ring = [];
  for (let corner = 0; corner < 12; corner++) {
    const angle = (corner / 12) * 2 * Math.PI;
    ring.push(onGrid(frame.lon(x + radius * Math.cos(angle)), frame.lat(y + radius * Math.sin(angle))));
  }
  ring.push(ring[0] as number[]);
  return ring;
};

const withDiscs = (shape: Ring[][], discs: readonly Disc[]): Ring[][] => {
  if (discs.length === 0) return shape;
  const parts = [...shape.map((rings) => polygon(rings)), ...discs.map((ring) => polygon([ring]))];
  return parts.length === 1 ? shape.concat([[discs[0] as Ring]]) : ringsOf(union(featureCollection(parts)));
};

/** Polygons that may overlap, as one area. */
export const united = (polygons: readonly Ring[][]): Ring[][] =>
  polygons.length < 2 ? [...polygons] : ringsOf(union(featureCollection(polygons.map((rings) => polygon(rings)))));

const withoutDiscs = (shape: Ring[][], discs: readonly Disc[]): Ring[][] => {
  if (discs.length === 0 || shape.length === 0) return shape;
  return ringsOf(
    difference(
      featureCollection<Polygon | MultiPolygon>([multiPolygon(shape), ...discs.map((ring) => polygon([ring]))]),
    ),
  );
};

const ringsOf = (feature: Feature<Polygon | MultiPolygon> | null): Ring[][] => {
  if (!feature) return [];
  const { geometry } = feature;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((rings) => rings.map((ring) => ring.map(([lon = 0, lat = 0]) => onGrid(lon, lat))));
};
