import type { MultiPolygon, Polygon } from 'geojson';
import type { Position } from './distance.ts';

/** Degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Metres in one degree of latitude on the sphere that turf measures on (radius 6 371 008.8 m). */
export const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180;

/** A box that surely holds every position within `radiusM` metres of the centre. */
export const boundsAround = ({ lon, lat }: Position, radiusM: number): Bounds => {
  const dLat = radiusM / METRES_PER_DEGREE;
  const farthest = Math.min(89.9, Math.abs(lat) + dLat);
  const dLon = Math.min(180, dLat / Math.cos((farthest * Math.PI) / 180));
  return [lon - dLon, lat - dLat, lon + dLon, lat + dLat];
};

/** The smallest box around a shape. */
export const boundsOf = (shape: Polygon | MultiPolygon): Bounds => {
  const rings = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat();
  const far = Number.POSITIVE_INFINITY;
  let [west, south, east, north] = [far, far, -far, -far];
  for (const [lon = 0, lat = 0] of rings.flat()) {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
};
