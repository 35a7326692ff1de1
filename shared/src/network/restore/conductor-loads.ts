import { NODE_CLASSES } from '../facts.ts';
import type { Grid } from './grid.ts';

/**
 * Kilowatts on each conductor of a piece when supply enters at `roots` (its own sources where there is none) and `loads` leave it at
 * these nodes, besides its own service points. In a loop of conductors the way is taken that is fewest conductors long.
 */
export const conductorLoads = (
  grid: Grid,
  piece: number,
  roots: readonly number[],
  loads: readonly (readonly [node: number, kw: number])[],
): ReadonlyMap<number, number> => {
  const { edges, nodes } = grid.model;
  const neighbours = new Map<number, { edge: number; node: number }[]>();
  const join = (from: number, edge: number, node: number) => {
    const known = neighbours.get(from);
    if (known) known.push({ edge, node });
    else neighbours.set(from, [{ edge, node }]);
  };
  for (const edge of grid.conductorsOf(piece)) {
    join(edges.from[edge] as number, edge, edges.to[edge] as number);
    join(edges.to[edge] as number, edge, edges.from[edge] as number);
  }

  const source = NODE_CLASSES.indexOf('EnergySource');
  const starts = roots.length > 0 ? roots : [...grid.nodesOf(piece)].filter((node) => nodes.class[node] === source);
  const came = new Map<number, { edge: number; from: number }>(starts.map((node) => [node, { edge: -1, from: -1 }]));
  for (const node of came.keys()) {
    for (const next of neighbours.get(node) ?? [])
      if (!came.has(next.node)) came.set(next.node, { edge: next.edge, from: node });
  }

  const below = new Map<number, number>();
  const add = (node: number, kw: number) => below.set(node, (below.get(node) ?? 0) + kw);
  for (const [node, kw] of loads) add(node, kw);
  const carried = new Map<number, number>();
  for (const [node, { edge, from }] of [...came].reverse()) {
    add(node, nodes.kw[node] as number);
    if (edge < 0) continue;
    carried.set(edge, below.get(node) as number);
    add(from, below.get(node) as number);
  }
  return carried;
};
