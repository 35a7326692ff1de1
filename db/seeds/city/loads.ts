import { along, type Point } from './geometry.ts';
import { type Random, random } from './random.ts';
import type { StreetEdge, StreetGraph } from './street-graph.ts';
import { type Character, densityAt, zoneAt } from './zones.ts';

/** One transformer to be: where it stands on its street and whom it serves. */
export type Load = {
  readonly id: number;
  readonly edge: number;
  /** Distance from the edge's node `a`. */
  readonly at: number;
  readonly point: Point;
  readonly customers: number;
  readonly character: Character;
};

const TRANSFORMERS = 3_000;
/** Median 14 with a long tail, as in a city's asset register: e^(0.55 n) around it. */
const MEDIAN = 14;
const SPREAD = 0.58;
const MEAN = MEDIAN * 1.18;
const NEAREST = 70;

const sizeOf = (chance: Random, character: Character): number => {
  const size = MEDIAN * Math.exp(SPREAD * chance.normal());
  const scaled = character === 'village' ? size * 0.62 : character === 'industry' ? size * 0.55 : size * 1.09;
  return Math.max(2, Math.min(110, Math.round(scaled)));
};

const expectation = (edge: StreetEdge): number => {
  const middle = along(edge.line, edge.length / 2).point;
  const usable = Math.max(0, edge.length - 30);
  return edge.bridge ? 0 : (usable * densityAt(middle)) / MEAN;
};

/** Transformers along the streets, as dense as people live. */
export const placeLoads = (graph: StreetGraph, seed: number): readonly Load[] => {
  const chance = random(seed, 'loads');
  const expected = graph.edges.map(expectation);
  const scale = TRANSFORMERS / expected.reduce((a, b) => a + b, 0);
  const loads: Load[] = [];
  // The remainder carries over to the next street: fewer streets without any, fewer with a heap, than if each rolled its own dice.
  let carry = chance.next();
  graph.edges.forEach((edge, index) => {
    carry += (expected[index] ?? 0) * scale;
    const room = edge.bridge ? 0 : Math.floor(edge.length / NEAREST);
    const count = Math.min(room, Math.floor(carry));
    carry -= Math.floor(carry) === count ? count : Math.max(count, Math.floor(carry) - 1);
    for (let k = 0; k < count; k++) {
      const position = edge.length * ((k + 0.5 + chance.between(-0.18, 0.18)) / count);
      const { point } = along(edge.line, position);
      const { zone, strength } = zoneAt(point);
      const character = strength < 0.12 ? 'village' : strength < 0.3 ? 'suburb' : zone.character;
      const customers = sizeOf(chance, character);
      loads.push({ id: loads.length, edge: index, at: position, point, customers, character });
    }
  });
  return loads;
};
