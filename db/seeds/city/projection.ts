import type { Point } from './geometry.ts';

/** South-west corner of the city, WGS-84: by a river of eastern China, where no such city stands. */
const WEST = 119.952;
const SOUTH = 30.142;
const METRES_PER_DEGREE_LAT = 110_861;
const METRES_PER_DEGREE_LON = 96_260;

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** The city is small enough for a plane: the error at its edges is a few metres of absolute position and nothing of shape. */
export const lonLat = ([x, y]: Point): readonly [number, number] => [
  round(WEST + x / METRES_PER_DEGREE_LON),
  round(SOUTH + y / METRES_PER_DEGREE_LAT),
];
