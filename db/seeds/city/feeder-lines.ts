import { type Draft, draftFeeder, type FeederDraft } from './draft.ts';
import type { FeederTree } from './feeders.ts';
import { along, at, type Point, verticesBetween } from './geometry.ts';
import { breakerLabel } from './labels.ts';
import type { Load } from './loads.ts';
import type { SwitchClass } from './switchgear.ts';
import { LATERAL_A, TRUNK_A, type WiringPlan } from './wiring-plan.ts';

const DEVICE_LENGTH = 5;
const FIRST_DEVICE_AT = 14;
/** Cables of several feeders in one street lie side by side. */
const CABLES_APART = 5;

/** Where lines have arrived: at street nodes, and at the outer end of stubs (`node:edge`), so that a tie can go on from there. */
export type Arrivals = {
  readonly nodes: Map<number, string>;
  readonly stubs: Map<string, { readonly id: string; readonly metres: number }>;
};

type Run = {
  readonly from: string;
  readonly edge: number;
  readonly start: number;
  readonly loads: readonly Load[];
  readonly first: SwitchClass | undefined;
  readonly ratedA: number;
  /** The node at the far end; null where the line ends at its last transformer. */
  readonly end: string | null;
};

type Supply = (load: Load, feeder: number, parts: FeederDraft, tap: string, reach: number) => void;

/** Wires feeders along their trees, from the breaker to the last transformer. */
export const feederLines = (plan: WiringPlan, draft: Draft, arrivals: Arrivals, supply: Supply) => {
  const { graph, trees, gear } = plan;
  const tieEnds = new Set(plan.ties.flatMap((tie) => [tie.a, tie.b]));
  const shortest = new Map<string, number>();
  const between = (a: number, b: number): string => (a < b ? `${a} ${b}` : `${b} ${a}`);
  graph.edges.forEach((edge, i) => {
    const known = shortest.get(between(edge.a, edge.b));
    if (known === undefined || at(graph.edges, known).length > edge.length) shortest.set(between(edge.a, edge.b), i);
  });
  const streetLine = (from: number, to: number): readonly Point[] => {
    const edge = at(graph.edges, shortest.get(between(from, to)) ?? -1);
    return edge.b === to ? edge.line : edge.line.toReversed();
  };
  /** Whether anything hangs at or beyond a node, not only on the street that leads to it. */
  const goesOn = (node: number): boolean =>
    tieEnds.has(node) ||
    (trees.stubs[node] ?? []).some((stub) => stub.loads.length > 0) ||
    (trees.children[node] ?? []).some((child) => gear.used[child]);

  /** One run of street from a known node: an optional switch, taps in order, and what lies at its end. */
  const run = (
    feeder: FeederTree,
    parts: FeederDraft,
    { from, edge: index, start, loads, first, ratedA, end }: Run,
  ): string => {
    const edge = at(graph.edges, index);
    const line = edge.a === start ? edge.line : edge.line.toReversed();
    const position = (load: Load): number => (edge.a === start ? load.at : edge.length - load.at);
    let last = from;
    let done = 0;
    if (first) {
      const metres = Math.min(FIRST_DEVICE_AT, edge.length * 0.12);
      const before = parts.joint(along(line, metres).point);
      parts.conductor(last, before, [], ratedA);
      done = metres + DEVICE_LENGTH;
      last = parts.device(first, before, along(line, done).point);
    }
    loads.forEach((load, i) => {
      const here = Math.max(done + 4, position(load));
      const tap = parts.joint(along(line, here).point);
      parts.conductor(last, tap, verticesBetween(line, done, here), ratedA);
      const before = i === 0 ? 0 : position(at(loads, i - 1));
      const after = i === loads.length - 1 ? edge.length : position(at(loads, i + 1));
      const reach = Math.min(here - before, after - here) * (loads.length > 1 ? 0.5 : 0.95);
      supply(load, feeder.index, parts, tap, Math.max(35, Math.min(150, reach)));
      last = tap;
      done = here;
    });
    if (end) parts.conductor(last, end, verticesBetween(line, done, edge.length), ratedA);
    return last;
  };

  /** Out of the substation: breaker, then one cable along the streets to the head of the territory. */
  const leave = (feeder: FeederTree, parts: FeederDraft): void => {
    const { substation, approach } = feeder;
    const yard = draft.where(substation.id);
    const slot = (feeder.index % 5) - 2;
    const bay = parts.joint([yard[0] + slot * 9, yard[1] - 14]);
    const label = breakerLabel(at(plan.stems, feeder.index), substation.name);
    draft.connect({
      id: `CB-${feeder.code}`,
      class: 'Breaker',
      from: substation.id,
      to: bay,
      feeder: feeder.id,
      telemetered: true,
      ratedA: 1250,
      kv: 10,
      name: label.zh,
      nameEn: label.en,
    });
    const way = approach.slice(1).flatMap((node, i) => streetLine(at(approach, i), node).slice(1));
    const bends = [at(graph.nodes, substation.node), ...way.slice(0, -1)].map(
      (p): Point => [p[0] + slot * CABLES_APART, p[1] + slot * CABLES_APART * 0.6],
    );
    const head = parts.joint(at(graph.nodes, feeder.head));
    arrivals.nodes.set(feeder.head, head);
    parts.conductor(bay, head, approach.length > 1 ? bends : [], TRUNK_A);
  };

  return (feeder: FeederTree): void => {
    const parts = draftFeeder(draft, feeder, at(plan.stems, feeder.index));
    leave(feeder, parts);
    for (const node of feeder.nodes) {
      const from = arrivals.nodes.get(node);
      if (from === undefined) continue;
      for (const { edge, loads } of trees.stubs[node] ?? []) {
        const furthest = loads[loads.length - 1];
        if (!furthest) continue;
        const key = `${node}:${edge}`;
        const first = gear.fusedStubs.has(key) ? 'Fuse' : undefined;
        const id = run(feeder, parts, { from, edge, start: node, loads, first, ratedA: LATERAL_A, end: null });
        const street = at(graph.edges, edge);
        arrivals.stubs.set(key, { id, metres: street.a === node ? furthest.at : street.length - furthest.at });
      }
      for (const child of trees.children[node] ?? []) {
        if (!gear.used[child]) continue;
        const end = goesOn(child) ? parts.joint(at(graph.nodes, child)) : null;
        if (end) arrivals.nodes.set(child, end);
        run(feeder, parts, {
          from,
          edge: at(trees.via, child),
          start: node,
          loads: at(trees.onWay, child),
          first: gear.towards.get(child),
          ratedA: gear.trunk[child] ? TRUNK_A : LATERAL_A,
          end,
        });
      }
    }
  };
};
