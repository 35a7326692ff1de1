import type { Trees } from './feeders.ts';
import { at } from './geometry.ts';
import type { StreetGraph } from './street-graph.ts';
import type { Tie } from './ties.ts';

export type SwitchClass = 'Recloser' | 'Sectionaliser' | 'LoadBreakSwitch' | 'Fuse';

export type Switchgear = {
  /** Per node: whether the street from its parent is part of the trunk. */
  readonly trunk: Uint8Array;
  /** Switch at the parent's end of the street that leads to a node. */
  readonly towards: ReadonlyMap<number, SwitchClass>;
  /** Stubs that begin with a fuse, as `node:edge`. */
  readonly fusedStubs: ReadonlySet<string>;
  readonly used: Uint8Array;
};

/** A branch that carries at least this part of its feeder is trunk; a smaller one is a lateral behind a fuse. */
const TRUNK_SHARE = 0.09;
/** A spur to a single transformer deserves a fuse when it is longer than this, metres. */
const LONG_SPUR = 58;
const LARGE_FEEDERS_WITH_TWO_RECLOSERS = 20;

export const placeSwitchgear = (graph: StreetGraph, trees: Trees, ties: readonly Tie[]): Switchgear => {
  const n = trees.feederOf.length;
  const trunk = new Uint8Array(n);
  const used = new Uint8Array(n);
  for (const tie of ties)
    for (const end of [tie.a, tie.b])
      for (let node = end; node >= 0; node = at(trees.parent, node)) {
        trunk[node] = 1;
        used[node] = 1;
      }
  const tied = new Set(ties.map((tie) => tie.edge));
  const towards = new Map<number, SwitchClass>();
  const fusedStubs = new Set<string>();
  const bySize = [...trees.feeders].sort((a, b) => b.customers - a.customers || a.index - b.index);
  const large = new Set(bySize.slice(0, LARGE_FEEDERS_WITH_TWO_RECLOSERS).map((f) => f.index));

  for (const feeder of trees.feeders) {
    for (const node of feeder.nodes) {
      if (at(trees.customersBelow, node) >= TRUNK_SHARE * feeder.customers) trunk[node] = 1;
      if (at(trees.transformersBelow, node) > 0) used[node] = 1;
    }
    const share = (node: number): number => at(trees.customersBelow, node) / feeder.customers;
    const ways = feeder.nodes.filter((node) => trunk[node] && node !== feeder.head);
    const free = (node: number): boolean => !towards.has(node) && !towards.has(at(trees.parent, node));
    const nearestTo = (target: number, low: number, high: number): number | undefined =>
      ways
        .filter((node) => share(node) >= low && share(node) <= high && free(node))
        .sort((a, b) => Math.abs(share(a) - target) - Math.abs(share(b) - target) || a - b)[0];
    const put = (kind: SwitchClass, target: number, low: number, high: number): void => {
      const node = nearestTo(target, low, high);
      if (node !== undefined) towards.set(node, kind);
    };
    put('Recloser', 0.5, 0.3, 0.8);
    if (large.has(feeder.index)) put('Recloser', 0.28, 0.12, 0.45);
    put('Sectionaliser', 0.2, 0.1, 0.35);
    if (feeder.index % 2 === 0) put('Sectionaliser', 0.15, 0.08, 0.3);
    put('LoadBreakSwitch', 0.75, 0.5, 0.97);
    put('LoadBreakSwitch', 0.38, 0.2, 0.55);
    if (feeder.index % 3 !== 0) put('LoadBreakSwitch', 0.13, 0.03, 0.3);

    for (const node of feeder.nodes) {
      const isTrunk = trunk[node] === 1 || node === feeder.head;
      for (const child of trees.children[node] ?? []) {
        if (trunk[child]) continue;
        const below = at(trees.transformersBelow, child);
        // A branch off a lateral gets a fuse of its own where the lateral goes on.
        const deep = !isTrunk && below >= 2 && at(trees.transformersBelow, node) >= below + 4;
        if ((isTrunk && below >= 2) || deep) towards.set(child, 'Fuse');
      }
      for (const stub of trees.stubs[node] ?? []) {
        const first = stub.loads[0];
        if (!isTrunk || !first || tied.has(stub.edge)) continue;
        const { a, length } = at(graph.edges, stub.edge);
        const away = a === node ? first.at : length - first.at;
        if (stub.loads.length >= 2 || away > LONG_SPUR) fusedStubs.add(`${node}:${stub.edge}`);
      }
    }
  }
  return { trunk, towards, fusedStubs, used };
};
