import type { Bounds } from './bounds.ts';
import { METRES_PER_DEGREE } from './bounds.ts';
import type { Position } from './distance.ts';

/** A flat map of a neighbourhood: metres east and north of its centre. Linear both ways, so what is inside stays inside. */
export type LocalFrame = {
  readonly x: (lon: number) => number;
  readonly y: (lat: number) => number;
  readonly lon: (x: number) => number;
  readonly lat: (y: number) => number;
};

export const localFrame = ({ lon: lon0, lat: lat0 }: Position): LocalFrame => {
  const perLon = METRES_PER_DEGREE * Math.max(0.01, Math.cos((lat0 * Math.PI) / 180));
  return {
    x: (lon) => (lon - lon0) * perLon,
    y: (lat) => (lat - lat0) * METRES_PER_DEGREE,
    lon: (x) => lon0 + x / perLon,
    lat: (y) => lat0 + y / METRES_PER_DEGREE,
  };
};

export const centreOf = ([west, south, east, north]: Bounds): Position => ({
  lon: (west + east) / 2,
  lat: (south + north) / 2,
});
