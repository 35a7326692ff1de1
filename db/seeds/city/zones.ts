import { distance, type Point } from './geometry.ts';
import type { Name } from './types.ts';

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

export const ZONES: readonly Zone[] = [
  zone('old', 'oldTown', ['老城区', 'Old Town'], [11_600, 8_000], 1_500, 0.2, 135, 0.105),
  zone('north', 'centre', ['北塘区', 'Beitang'], [11_200, 10_900], 1_900, 0.1, 215, 0.075),
  zone('west', 'centre', ['湖西区', 'Huxi'], [6_300, 9_200], 1_400, -0.25, 220, 0.06),
  zone('east', 'centre', ['城东区', 'Chengdong'], [15_400, 8_400], 1_900, 0.3, 205, 0.08),
  zone('south', 'newTown', ['滨江区', 'Binjiang'], [12_400, 3_300], 2_300, -0.12, 235, 0.085),
  zone('hitech', 'industry', ['高新区', 'Hi-tech Zone'], [19_800, 10_600], 2_000, 0.42, 360, 0.03),
  zone('campus', 'campus', ['大学城', 'University Town'], [5_600, 2_000], 1_500, 0.35, 290, 0.05),
  zone('southeast', 'suburb', ['萧江区', 'Xiaojiang'], [18_400, 2_500], 1_600, 0.15, 250, 0.055),
];

/** Open country beyond every zone. */
const COUNTRY = { block: 1_250, density: 0.0045 };

const influence = (z: Zone, p: Point): number => {
  const d = distance(z.centre, p) / z.reach;
  return 1 / (1 + d * d * d * d);
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
  for (const z of ZONES) rest *= 1 - influence(z, p);
  return 1 - rest;
};

const blend = (p: Point, value: (z: Zone) => number, country: number, floor: number): number => {
  let sum = country * floor;
  let weight = floor;
  for (const z of ZONES) {
    const w = influence(z, p) ** 1.5;
    sum += w * value(z);
    weight += w;
  }
  return sum / weight;
};

export const blockSideAt = (p: Point): number => blend(p, (z) => z.block, COUNTRY.block, 0.035);
export const densityAt = (p: Point): number => blend(p, (z) => z.density, COUNTRY.density, 0.09);

export const areaAt = (p: Point): 'urban' | 'rural' | 'remote' => {
  const u = urbanity(p);
  return u > 0.16 ? 'urban' : u > 0.025 ? 'rural' : 'remote';
};
