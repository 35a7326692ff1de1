import { simplify } from '@turf/turf';
import { contours } from 'd3-contour';
import type { Position as Coordinate, MultiPolygon } from 'geojson';
import type { Raster } from './distance-field.ts';
import type { LocalFrame } from './local-frame.ts';

/** A ring in degrees, closed: the last position repeats the first. */
export type Ring = Coordinate[];

/** The line where the field is zero, as rounded polygons in degrees, exteriors anticlockwise (RFC 7946). */
export const areaShape = (raster: Raster, field: Float64Array, frame: LocalFrame): Ring[][] => {
  const { columns, rows, cell, x0, y0 } = raster;
  const { coordinates } = contours().size([columns, rows]).smooth(true).contour(Array.from(field), 0);
  const inMetres: MultiPolygon = {
    type: 'MultiPolygon',
    coordinates: coordinates.map((rings) =>
      rings.map((ring) => rounded(ring.map(([column = 0, row = 0]) => [x0 + column * cell, y0 + row * cell]))),
    ),
  };
  const simple = simplify(inMetres, { tolerance: cell * 0.12, highQuality: true, mutate: true });
  return simple.coordinates
    .map((rings) =>
      rings
        .map((ring) => ring.map(([x = 0, y = 0]) => onGrid(frame.lon(x), frame.lat(y))))
        .filter((ring) => ring.length >= 4)
        .map((ring, index) => turned(ring, index === 0)),
    )
    .filter((rings) => rings.length > 0);
};

/** Seven decimals: a centimetre. More is noise, and every reader's copy must be the same. */
export const onGrid = (lon: number, lat: number): Coordinate => [
  Math.round(lon * 1e7) / 1e7,
  Math.round(lat * 1e7) / 1e7,
];

/** Cuts every corner once (Chaikin 1974): edges of the raster disappear. */
const rounded = (ring: Ring): Ring => {
  const out: Ring = [];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax = 0, ay = 0] = ring[i] as Coordinate;
    const [bx = 0, by = 0] = ring[i + 1] as Coordinate;
    out.push([0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by], [0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by]);
  }
  out.push([...(out[0] as Coordinate)]);
  return out;
};

/** Twice the area that a ring encloses, in square units of its coordinates; positive when it runs anticlockwise. */
export const signedArea = (ring: Ring): number => {
  let sum = 0;
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax = 0, ay = 0] = ring[i] as Coordinate;
    const [bx = 0, by = 0] = ring[i + 1] as Coordinate;
    sum += ax * by - bx * ay;
  }
  return sum;
};

const turned = (ring: Ring, anticlockwise: boolean): Ring =>
  signedArea(ring) > 0 === anticlockwise ? ring : ring.reverse();
