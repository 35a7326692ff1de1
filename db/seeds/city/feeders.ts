import { at } from './geometry.ts';
import type { Load } from './loads.ts';
import { random } from './random.ts';
import { type Links, shortestPaths } from './shortest-paths.ts';
import type { StreetGraph } from './street-graph.ts';
import type { Substation } from './substations.ts';
import { feederTerritories, streetPrice, substationTerritories, within } from './territories.ts';

export const FEEDERS_PER_SUBSTATION = 5;

/** A piece of street that hangs off one node: loads in the order met from that node. */
export type Stub = {
  readonly node: number;
  readonly edge: number;
  readonly loads: readonly Load[];
  readonly cut: number;
};

export type FeederTree = {
  readonly id: string;
  readonly code: string;
  readonly index: number;
  readonly substation: Substation;
  readonly head: number;
  /** Street nodes from the substation's corner to the head of the territory, both included. */
  readonly approach: readonly number[];
  /** The territory's nodes, parents before children. */
  readonly nodes: readonly number[];
  readonly customers: number;
};

export type Trees = {
  readonly feeders: readonly FeederTree[];
  /** Per street node: its feeder, the node towards the source and the street in between (-1 at heads and outside). */
  readonly feederOf: Int32Array;
  readonly parent: Int32Array;
  readonly via: Int32Array;
  readonly cost: Float64Array;
  readonly children: readonly (readonly number[])[];
  readonly stubs: readonly (readonly Stub[])[];
  /** Loads on the street between a node and its parent, in the order met from the parent. */
  readonly onWay: readonly (readonly Load[])[];
  /** Customers, and transformers, at and beyond a node including the street from its parent. */
  readonly customersBelow: Float64Array;
  readonly transformersBelow: Float64Array;
};

const pathTo = (parent: Int32Array, node: number): number[] => {
  const path: number[] = [];
  for (let n = node; n >= 0; n = at(parent, n)) path.push(n);
  return path.reverse();
};

/** Where a street is split between its two ends: the middle of the widest gap between its loads. */
const cutOf = (length: number, loads: readonly Load[]): number => {
  const stops = [0, ...loads.map((l) => l.at), length];
  let best = length / 2;
  let widest = -1;
  for (let i = 1; i < stops.length; i++) {
    const gap = at(stops, i) - at(stops, i - 1);
    // A slight pull to the middle breaks ties between equal gaps.
    const middle = (at(stops, i) + at(stops, i - 1)) / 2;
    const worth = gap - Math.abs(middle - length / 2) * 0.1;
    if (worth > widest) {
      widest = worth;
      best = middle;
    }
  }
  return best;
};

export const growFeeders = (
  graph: StreetGraph,
  links: Links,
  loads: readonly Load[],
  substations: readonly Substation[],
  seed: number,
): Trees => {
  const n = graph.nodes.length;
  const loadAt = new Float64Array(n);
  const onEdge: Load[][] = graph.edges.map(() => []);
  for (const load of loads) {
    const edge = at(graph.edges, load.edge);
    onEdge[load.edge]?.push(load);
    loadAt[edge.a] = at(loadAt, edge.a) + load.customers / 2;
    loadAt[edge.b] = at(loadAt, edge.b) + load.customers / 2;
  }
  const substationOf = substationTerritories(
    graph,
    links,
    substations.map((s) => s.node),
    loadAt,
  );

  const chance = random(seed, 'feeders');
  // Prices vary a little from street to street, so that equal ways through a grid do not all choose alike and draw a comb.
  const whim = graph.edges.map(() => chance.between(0.75, 1.3));
  const feederOf = new Int32Array(n).fill(-1);
  const parent = new Int32Array(n).fill(-1);
  const via = new Int32Array(n).fill(-1);
  const cost = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const feeders: FeederTree[] = [];

  substations.forEach((substation, s) => {
    const inside = within(links, substationOf, s);
    const members = graph.nodes.flatMap((_, i) => (substationOf[i] === s ? [i] : []));
    const split = feederTerritories(graph, inside, members, loadAt, FEEDERS_PER_SUBSTATION);
    const fromSource = shortestPaths(inside, [substation.node], (e) => streetPrice(graph, e));
    for (let k = 0; k < FEEDERS_PER_SUBSTATION; k++) {
      const territory = members.filter((m) => split[m] === k);
      const head = territory.reduce(
        (a, b) => (at(fromSource.cost, b) < at(fromSource.cost, a) ? b : a),
        at(territory, 0),
      );
      const own = shortestPaths(within(inside, split, k), [head], (e) => {
        const rank = at(graph.edges, e).rank;
        return streetPrice(graph, e) * at(whim, e) * (rank === 1 ? 0.6 : rank === 2 ? 0.68 : 1);
      });
      for (const node of own.order) {
        feederOf[node] = feeders.length;
        parent[node] = at(own.parent, node);
        via[node] = at(own.via, node);
        cost[node] = at(own.cost, node) + at(fromSource.cost, head);
      }
      feeders.push({
        id: `F-${substation.code}-0${k + 1}`,
        code: `${substation.code}0${k + 1}`,
        index: feeders.length,
        substation,
        head,
        approach: pathTo(fromSource.parent, head),
        nodes: own.order,
        customers: 0,
      });
    }
  });

  const children: number[][] = graph.nodes.map(() => []);
  const stubs: Stub[][] = graph.nodes.map(() => []);
  const onWay: (readonly Load[])[] = graph.nodes.map(() => []);
  graph.edges.forEach((edge, index) => {
    const here = (onEdge[index] ?? []).sort((x, y) => x.at - y.at);
    const child = via[edge.b] === index ? edge.b : via[edge.a] === index ? edge.a : -1;
    if (child >= 0) {
      children[at(parent, child)]?.push(child);
      onWay[child] = child === edge.b ? here : here.toReversed();
      return;
    }
    const cut = cutOf(edge.length, here);
    stubs[edge.a]?.push({ node: edge.a, edge: index, loads: here.filter((l) => l.at < cut), cut });
    stubs[edge.b]?.push({ node: edge.b, edge: index, loads: here.filter((l) => l.at >= cut).toReversed(), cut });
  });

  const customersBelow = new Float64Array(n);
  const transformersBelow = new Float64Array(n);
  const counted = feeders.map((feeder) => {
    for (const node of feeder.nodes.toReversed()) {
      let customers = 0;
      let transformers = 0;
      for (const load of [...(stubs[node] ?? []).flatMap((s) => s.loads), ...(onWay[node] ?? [])]) {
        customers += load.customers;
        transformers += 1;
      }
      for (const child of children[node] ?? []) {
        customers += at(customersBelow, child);
        transformers += at(transformersBelow, child);
      }
      customersBelow[node] = customers;
      transformersBelow[node] = transformers;
    }
    return { ...feeder, customers: at(customersBelow, feeder.head) };
  });
  return { feeders: counted, feederOf, parent, via, cost, children, stubs, onWay, customersBelow, transformersBelow };
};
