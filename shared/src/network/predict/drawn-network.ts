import type { NetworkModel } from '../model.ts';
import { isDevice, sectionOfEdge, sectionOfNode } from '../model.ts';
import { networkIds } from '../network-ids.ts';
import type { Overlay } from '../overlay.ts';
import type { Alterations } from './altered-walk.ts';
import { alteredWalk } from './altered-walk.ts';
import type { PredictionTree, TreeOptions } from './prediction-tree.ts';
import { drawTrees } from './prediction-tree.ts';
import { normalWalk } from './supply-walk.ts';

/** What a change of the switching state did to the trees. */
export type Redrawn = { readonly gone: readonly PredictionTree[]; readonly drawn: readonly PredictionTree[] };

/** The trees of prediction in the present switching state. A change draws anew only what hangs together with it. */
export type DrawnNetwork = {
  readonly trees: ReadonlySet<PredictionTree>;
  /** Takes over a switching state; `changedDead` are sections whose known outage began or ended since. */
  readonly change: (overlay: Overlay, changedDead: Iterable<number>) => Redrawn;
  /** The trees of all that hangs together with some sections in another switching state, without taking it over. */
  readonly inState: (overlay: Overlay, around: Iterable<number>) => readonly PredictionTree[];
  readonly edgeOf: (id: string) => number | undefined;
};

export const drawnNetwork = (options: TreeOptions): DrawnNetwork => {
  const { model } = options;
  const { sections } = model;
  const { edge: edgeOf } = networkIds(model);
  // Sections with the same number hang together through closed devices; a change reaches no farther than that.
  const cluster = new Int32Array(sections.count);
  let clusters = 0;
  for (let root = 0; root < sections.count; root = sections.end[root] as number) {
    cluster.fill(clusters++, root, sections.end[root] as number);
  }
  let altered: Alterations = UNALTERED;
  const trees = new Set(drawTrees(options, normalWalk(model)));

  const hangingTogetherWith = (touched: ReadonlySet<number>) => {
    const affected = new Set<number>();
    for (const section of touched) affected.add(cluster[section] as number);
    const members: number[] = [];
    cluster.forEach((number, section) => {
      if (affected.has(number)) members.push(section);
    });
    return { affected, members };
  };

  const inState = (overlay: Overlay, around: Iterable<number>): readonly PredictionTree[] => {
    const other = alterations(model, overlay, edgeOf);
    const touched = new Set(around);
    for (const section of sectionsChanged(model, altered, other)) touched.add(section);
    return drawTrees(options, alteredWalk(model, hangingTogetherWith(touched).members, other).walk);
  };

  const change = (overlay: Overlay, changedDead: Iterable<number>): Redrawn => {
    const next = alterations(model, overlay, edgeOf);
    const touched = new Set(changedDead);
    for (const section of sectionsChanged(model, altered, next)) touched.add(section);
    altered = next;
    if (touched.size === 0) return { gone: [], drawn: [] };

    const { affected, members } = hangingTogetherWith(touched);
    const gone = [...trees].filter((tree) => affected.has(cluster[tree.section] as number));
    const { walk, together } = alteredWalk(model, members, altered);
    for (const group of together) {
      // The parts of a cut section may hang together with different sections; they share one cluster all the same.
      const isCut = group.some((section) => altered.cuts.has(section));
      const number = isCut ? sharedCluster(group) : clusters++;
      for (const section of group) cluster[section] = number;
    }
    const drawn = drawTrees(options, walk);
    for (const tree of gone) trees.delete(tree);
    for (const tree of drawn) trees.add(tree);
    return { gone, drawn };

    function sharedCluster(group: readonly number[]): number {
      const number = clusters++;
      for (const section of group) {
        const other = cluster[section] as number;
        if (!altered.cuts.has(section) || affected.has(other)) continue;
        for (const member of members) if (cluster[member] === other) cluster[member] = number;
      }
      return number;
    }
  };
  return { trees, change, inState, edgeOf };
};

const UNALTERED: Alterations = {
  opened: new Set(),
  closed: new Set(),
  cuts: new Map(),
  isolated: new Set(),
  fed: new Set(),
};

/** An overlay by number. Ids that the network does not have, and devices named in their normal position, alter nothing. */
const alterations = (
  model: NetworkModel,
  overlay: Overlay,
  edgeOf: (id: string) => number | undefined,
): Alterations => {
  const { edges } = model;
  const known = (ids: readonly string[]) => ids.map(edgeOf).filter((edge) => edge !== undefined);
  const cuts = new Map<number, Set<number>>();
  for (const edge of known(overlay.cuts)) {
    const section = sectionOfEdge(model, edge);
    const inSection = cuts.get(section);
    if (inSection) inSection.add(edge);
    else cuts.set(section, new Set([edge]));
  }
  const generatorDevices = known(overlay.generators).filter((edge) =>
    isDevice(edges.class[edge] as number, edges.normalOpen[edge] as number),
  );
  return {
    opened: new Set(known(overlay.opened).filter((edge) => edges.normalOpen[edge] === 0)),
    closed: new Set(known(overlay.closed).filter((edge) => edges.normalOpen[edge] === 1)),
    cuts,
    isolated: new Set(known(overlay.isolated).map((edge) => sectionOfEdge(model, edge))),
    fed: new Set(generatorDevices.map((edge) => sectionOfEdge(model, edge))),
  };
};

/** Sections at whatever is altered in only one of two states. */
function* sectionsChanged(model: NetworkModel, before: Alterations, after: Alterations): Generator<number> {
  const { edges } = model;
  for (const key of ['opened', 'closed'] as const) {
    for (const device of onlyInOne(before[key], after[key])) {
      yield sectionOfNode(model, edges.from[device] as number);
      yield sectionOfNode(model, edges.to[device] as number);
    }
  }
  for (const section of onlyInOne(before.isolated, after.isolated)) yield* withNeighbours(model, section);
  for (const section of onlyInOne(before.fed, after.fed)) yield section;
  for (const section of new Set([...before.cuts.keys(), ...after.cuts.keys()])) {
    const changed = onlyInOne(before.cuts.get(section) ?? new Set(), after.cuts.get(section) ?? new Set());
    if (changed.length > 0) yield* withNeighbours(model, section);
  }
}

const onlyInOne = (a: ReadonlySet<number>, b: ReadonlySet<number>): number[] => [
  ...[...a].filter((value) => !b.has(value)),
  ...[...b].filter((value) => !a.has(value)),
];

function* withNeighbours(model: NetworkModel, section: number): Generator<number> {
  const { edges, sections } = model;
  yield section;
  for (let i = sections.deviceStart[section] as number; i < (sections.deviceStart[section + 1] as number); i++) {
    const device = sections.devices[i] as number;
    yield sectionOfNode(model, edges.from[device] as number);
    yield sectionOfNode(model, edges.to[device] as number);
  }
}
