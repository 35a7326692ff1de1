import type { Trees } from './feeders.ts';
import { at } from './geometry.ts';
import type { StreetGraph } from './street-graph.ts';

/** A normally open switch on a street between two feeders. */
export type Tie = { readonly edge: number; readonly a: number; readonly b: number; readonly telemetered: boolean };

const TIES = 45;
const MOST_PER_FEEDER = 4;

/**
 * The best place for a tie between two neighbours is a street where both sides are already strong and far from their sources: that is
 * where it can take over the most.
 */
export const placeTies = (graph: StreetGraph, trees: Trees): readonly Tie[] => {
  const best = new Map<string, { edge: number; a: number; b: number; worth: number }>();
  const strength = (node: number): number => {
    const feeder = at(trees.feeders, at(trees.feederOf, node));
    return Math.min(0.3, at(trees.customersBelow, node) / feeder.customers);
  };
  graph.edges.forEach((edge, index) => {
    const a = at(trees.feederOf, edge.a);
    const b = at(trees.feederOf, edge.b);
    if (a < 0 || b < 0 || a === b || trees.via[edge.a] === index || trees.via[edge.b] === index || edge.length < 30)
      return;
    const elsewhere = at(trees.feeders, a).substation !== at(trees.feeders, b).substation;
    const worth =
      2 * Math.min(strength(edge.a), strength(edge.b)) +
      (edge.rank < 3 ? 0.12 : 0) +
      (elsewhere ? 0.25 : 0) +
      (edge.bridge ? -0.1 : 0) +
      Math.min(0.2, Math.min(at(trees.cost, edge.a), at(trees.cost, edge.b)) / 30_000) -
      edge.length / 8_000;
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    const known = best.get(key);
    if (!known || worth > known.worth) best.set(key, { edge: index, a, b, worth });
  });

  const ranked = [...best.values()].sort((x, y) => y.worth - x.worth || x.edge - y.edge);
  const degree = trees.feeders.map(() => 0);
  const taken = new Set<number>();
  const take = (tie: { edge: number; a: number; b: number }): void => {
    taken.add(tie.edge);
    degree[tie.a] = at(degree, tie.a) + 1;
    degree[tie.b] = at(degree, tie.b) + 1;
  };
  // First every feeder gets a neighbour to lean on, then the best of the rest.
  for (const tie of ranked) if (at(degree, tie.a) === 0 || at(degree, tie.b) === 0) take(tie);
  for (const tie of ranked) {
    if (taken.size >= TIES) break;
    if (!taken.has(tie.edge) && at(degree, tie.a) < MOST_PER_FEEDER && at(degree, tie.b) < MOST_PER_FEEDER) take(tie);
  }
  return ranked
    .filter((tie) => taken.has(tie.edge))
    .sort((x, y) => x.edge - y.edge)
    .map(({ edge }, i) => ({ edge, a: at(graph.edges, edge).a, b: at(graph.edges, edge).b, telemetered: i % 5 < 2 }));
};
