import { at, distance, type Point } from './geometry.ts';
import { type Forest, type Links, shortestPaths } from './shortest-paths.ts';
import type { StreetGraph } from './street-graph.ts';

/** Electricity avoids bridges: each bank has its own substations, and a bridge carries a tie at most. */
const BRIDGE_PRICE = 12;
const RANK_PRICE = [0, 0.8, 0.85, 1] as const;

export const streetPrice = (graph: StreetGraph, edge: number): number => {
  const e = at(graph.edges, edge);
  return e.length * (e.bridge ? BRIDGE_PRICE : RANK_PRICE[e.rank]);
};

/**
 * Territories of about equal load around given roots: the price of distance rises for a root that has too much and falls for one that
 * has too little. Territories are connected because a shortest path never leaves the territory that it ends in.
 */
const balanced = (
  graph: StreetGraph,
  links: Links,
  roots: readonly number[],
  loadAt: Float64Array,
  rounds: number,
  strictness: number,
): Forest => {
  const factor = roots.map(() => 1);
  const prices = Float64Array.from(graph.edges, (_, edge) => streetPrice(graph, edge));
  const grow = (): Forest => shortestPaths(links, roots, (edge, r) => (prices[edge] as number) * (factor[r] as number));
  let forest = grow();
  for (let round = 0; round < rounds; round++) {
    const load = roots.map(() => 0);
    for (const node of forest.order) {
      const r = forest.root[node] as number;
      load[r] = (load[r] as number) + (loadAt[node] as number);
    }
    const mean = load.reduce((a, b) => a + b, 0) / roots.length;
    for (let r = 0; r < roots.length; r++)
      factor[r] = Math.min(
        3,
        Math.max(0.33, at(factor, r) * ((at(load, r) + mean * 0.2) / (mean * 1.2)) ** strictness),
      );
    forest = grow();
  }
  return forest;
};

export const substationTerritories = (
  graph: StreetGraph,
  links: Links,
  roots: readonly number[],
  loadAt: Float64Array,
): Int32Array => balanced(graph, links, roots, loadAt, 8, 0.25).root;

/** Links that stay inside one territory. */
export const within = (links: Links, territory: Int32Array, which: number): Links =>
  links.map((arcs, node) => (territory[node] === which ? arcs.filter((arc) => territory[arc.to] === which) : []));

const farthestFirst = (
  points: readonly Point[],
  members: readonly number[],
  start: number,
  count: number,
): number[] => {
  const chosen = [start];
  const gap = members.map((m) => distance(at(points, start), at(points, m)));
  while (chosen.length < count) {
    let far = 0;
    gap.forEach((d, i) => {
      if (d > at(gap, far)) far = i;
    });
    const next = at(members, far);
    chosen.push(next);
    members.forEach((m, i) => {
      gap[i] = Math.min(at(gap, i), distance(at(points, next), at(points, m)));
    });
  }
  return chosen;
};

/** Splits one substation's territory into feeders' territories: equal loads, compact, each moved to the middle of its load. */
export const feederTerritories = (
  graph: StreetGraph,
  links: Links,
  members: readonly number[],
  loadAt: Float64Array,
  count: number,
): Int32Array => {
  const loaded = members.filter((m) => at(loadAt, m) > 0);
  let seeds = farthestFirst(graph.nodes, loaded, at(loaded, 0), count + 1).slice(1);
  let forest = balanced(graph, links, seeds, loadAt, 4, 0.5);
  for (let round = 0; round < 5; round++) {
    seeds = seeds.map((seed, r) => {
      let [x, y, w] = [0, 0, 0];
      for (const m of members) {
        if (forest.root[m] !== r) continue;
        const load = at(loadAt, m);
        x += at(graph.nodes, m)[0] * load;
        y += at(graph.nodes, m)[1] * load;
        w += load;
      }
      if (w === 0) return seed;
      const middle: Point = [x / w, y / w];
      let best = seed;
      for (const m of members)
        if (forest.root[m] === r && distance(at(graph.nodes, m), middle) < distance(at(graph.nodes, best), middle))
          best = m;
      return best;
    });
    forest = balanced(graph, links, seeds, loadAt, round < 4 ? 3 : 8, 0.5);
  }
  return forest.root;
};
