import type { Point } from './geometry.ts';
import { at } from './geometry.ts';
import { random } from './random.ts';
import { type Rank, type StreetEdge, type StreetGraph, streetEdge } from './street-graph.ts';

const COLUMNS = 90;
const ROWS = 54;

export const layStreets = (seed: number): StreetGraph => {
  const chance = random(seed, 'streets');
  const nodes: Point[] = [];
  for (let r = 0; r < ROWS; r++)
    for (let c = 0; c < COLUMNS; c++)
      nodes.push([500 + c * 268 + chance.between(-40, 40), 500 + r * 258 + chance.between(-40, 40)]);
  const edges: StreetEdge[] = [];
  const join = (a: number, b: number, street: number, rank: Rank): void => {
    edges.push(streetEdge(a, b, [at(nodes, a), at(nodes, b)], street, rank, false));
  };
  const rankOf = (i: number): Rank => (i % 12 === 6 ? 1 : i % 4 === 2 ? 2 : 3);
  for (let r = 0; r < ROWS; r++)
    for (let c = 0; c < COLUMNS; c++) {
      if (c + 1 < COLUMNS) join(r * COLUMNS + c, r * COLUMNS + c + 1, r, rankOf(r));
      if (r + 1 < ROWS) join(r * COLUMNS + c, (r + 1) * COLUMNS + c, ROWS + c, rankOf(c));
    }
  const streets = Array.from({ length: ROWS + COLUMNS }, (_, i) => ({
    name: { zh: `${i}号路`, en: `Rd ${i}` },
    rank: rankOf(i < ROWS ? i : i - ROWS),
  }));
  return { nodes, edges, streets };
};
