import type { Point } from './geometry.ts';
import { inHills } from './terrain.ts';
import type { Name } from './types.ts';
import { hamlets, VILLAGES } from './villages.ts';

export type Character = 'oldTown' | 'centre' | 'newTown' | 'campus' | 'industry' | 'suburb' | 'village';

/**
 * What kind of neighbourhood stands where. `reach` is how far its influence goes; between zones the blend is smooth, so density falls
 * away from the centres and never at a line.
 */
export type Zone = {
  readonly id: string;
  readonly character: Character;
  readonly name: Name | null;
  readonly centre: Point;
  readonly reach: number;
  /** Direction of the street grid, radians from east. */
  readonly grain: number;
  /** Side of a usual block, metres. */
  readonly block: number;
  /** Customers per metre of street. */
  readonly density: number;
};

const zone = (
  id: string,
  character: Character,
  name: readonly [string, string] | null,
  centre: Point,
  reach: number,
  grain: number,
  block: number,
  density: number,
): Zone => ({ id, character, name: name && { zh: name[0], en: name[1] }, centre, reach, grain, block, density });

/** The eight neighbourhoods that make the city. */
export const DISTRICTS: readonly Zone[] = [
  zone('old', 'oldTown', ['老城区', 'Old Town'], [11_400, 8_150], 1_500, 0.12, 104, 0.12),
  zone('north', 'centre', ['北塘区', 'Beitang'], [11_400, 10_900], 2_000, 0.05, 215, 0.07),
  zone('west', 'centre', ['湖西区', 'Huxi'], [6_300, 9_300], 1_350, -0.1, 215, 0.058),
  zone('east', 'centre', ['城东区', 'Chengdong'], [15_700, 8_500], 1_900, 0.16, 205, 0.078),
  zone('south', 'newTown', ['滨江区', 'Binjiang'], [12_300, 3_200], 2_250, 0.02, 225, 0.085),
  zone('hitech', 'industry', ['高新区', 'Hi-tech Zone'], [20_700, 10_700], 1_850, 0.38, 430, 0.036),
  zone('campus', 'campus', ['大学城', 'University Town'], [5_700, 2_100], 1_350, 0.2, 260, 0.055),
  zone('southeast', 'suburb', ['萧江区', 'Xiaojiang'], [18_300, 2_300], 1_500, 0.1, 225, 0.06),
];

/** Villages of the plain and hamlets of the hills: a knot of lanes, then fields. */
const RURAL: readonly Zone[] = [
  ...VILLAGES.map(([x, y], i) => zone(`village-${i + 1}`, 'village', null, [x, y], 285, 0.3, 165, 0.075)),
  ...hamlets.map((p, i) => zone(`hamlet-${i + 1}`, 'village', null, p, 270, 0, 260, 0.12)),
];

export const ZONES: readonly Zone[] = [...DISTRICTS, ...RURAL];

/** Open country beyond every zone. */
const COUNTRY = { block: 1_250, density: 0.0045 };

/** Beyond this many reaches a zone no longer counts. */
const FAR = 5;

const influence = (z: Zone, p: Point): number => {
  const x = (z.centre[0] - p[0]) / z.reach;
  const y = (z.centre[1] - p[1]) / z.reach;
  const square = x * x + y * y;
  return square > FAR * FAR ? 0 : 1 / (1 + square * square);
};

/** The zone that marks a place most, and how much: 1 in its middle, 0.5 at its reach, then fading. */
export const zoneAt = (p: Point): { readonly zone: Zone; readonly strength: number } => {
  let best = ZONES[0] as Zone;
  let strength = -1;
  for (const z of ZONES) {
    const s = influence(z, p);
    if (s > strength) {
      best = z;
      strength = s;
    }
  }
  return { zone: best, strength };
};

/** How built-up a place is, 0 to 1. */
export const urbanity = (p: Point): number => {
  let rest = 1;
  for (const z of DISTRICTS) rest *= 1 - influence(z, p);
  return 1 - rest;
};

const blend = (p: Point, value: (z: Zone) => number, country: number, floor: number): number => {
  let sum = country * floor;
  let weight = floor;
  for (const z of ZONES) {
    const i = influence(z, p);
    if (i === 0) continue;
    const w = i * Math.sqrt(i);
    sum += w * value(z);
    weight += w;
  }
  return sum / weight;
};

export const blockSideAt = (p: Point): number => blend(p, (z) => z.block, COUNTRY.block, 0.035);
export const densityAt = (p: Point): number => blend(p, (z) => z.density, COUNTRY.density, 0.09);

export const areaAt = (p: Point): 'urban' | 'rural' | 'remote' => {
  const u = urbanity(p);
  return u > 0.22 ? 'urban' : inHills(p) || u < 0.012 ? 'remote' : 'rural';
};
