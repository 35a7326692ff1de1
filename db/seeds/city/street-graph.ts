import { lengthOf, type Point } from './geometry.ts';
import type { Arc, Links } from './shortest-paths.ts';
import type { Name } from './types.ts';

/** 1 trunk road, 2 main street, 3 local street or lane. */
export type Rank = 1 | 2 | 3;

export type StreetEdge = {
  readonly a: number;
  readonly b: number;
  /** From node `a` to node `b`, both included. */
  readonly line: readonly Point[];
  readonly length: number;
  readonly street: number;
  readonly rank: Rank;
  readonly bridge: boolean;
};

/** `stem` is the name without its road, street or lane. */
export type Street = { readonly name: Name; readonly stem: Name; readonly rank: Rank };

export type StreetGraph = {
  readonly nodes: readonly Point[];
  readonly edges: readonly StreetEdge[];
  readonly streets: readonly Street[];
};

export const streetEdge = (
  a: number,
  b: number,
  line: readonly Point[],
  street: number,
  rank: Rank,
  bridge: boolean,
): StreetEdge => ({ a, b, line, length: lengthOf(line), street, rank, bridge });

export const linksOf = (graph: StreetGraph): Links => {
  const links: Arc[][] = graph.nodes.map(() => []);
  graph.edges.forEach((edge, i) => {
    links[edge.a]?.push({ to: edge.b, edge: i });
    links[edge.b]?.push({ to: edge.a, edge: i });
  });
  return links;
};
