import { RESTORATION } from '../../rules/restoration-defaults.ts';
import type { NetworkModel } from '../model.ts';
import { conductorLoads } from './conductor-loads.ts';
import type { Grid } from './grid.ts';
import type { Island, Tie } from './islands.ts';
import { isTransformer, nominalVoltages } from './nominal-voltages.ts';
import type { Loading } from './restoration-plan.ts';
import type { SupplyTree } from './supply-tree.ts';

/** A tie that is closed, and the island that it feeds. */
export type Feed = { readonly tie: Tie; readonly island: Island };

/**
 * The weakest element that one of these feeds runs over, all of them carrying load at once: on the way from the source what its feeder
 * carries already and the island on top; within the island, where supply comes from another side than usual.
 *
 * Amperes are at the nominal voltage of the level that an element is in. Where the network states none, the level of the tie is taken to
 * have the default, and in others only transformers' own ratings count. Null where neither loads nor ratings on the way are known.
 */
export const loadingOf = (
  grid: Grid,
  tree: SupplyTree,
  feeds: readonly Feed[],
  { tie, island }: Feed,
): Loading | null => {
  const { edges } = grid.model;
  const flow = flowOf(grid, tree, feeds);
  const voltages = nominalVoltages(grid.model);
  const tieLevel = voltages.levelOf(tie.device);
  let weakest: Loading | null = null;
  const judge = (element: number, kw: number) => {
    if (kw <= 0) return;
    const level = isTransformer(grid.model, element) ? tieLevel : voltages.levelOf(element);
    const { kilovolts, assumed } = voltages.of(level);
    if (assumed && level !== tieLevel) return;
    const ratedA = ratedAmperes(grid.model, element, kilovolts);
    if (ratedA === undefined) return;
    const amperes = amperesOf(kw, kilovolts);
    if (weakest && weakest.amperes / weakest.ratedA >= amperes / ratedA) return;
    const id = edges.ids[element] as string;
    weakest = { element: id, name: edges.names.get(element) ?? id, amperes, ratedA, kilovolts, assumed };
  };
  const judgeConductors = (piece: number) => {
    if (!grid.conductorsOf(piece).some((edge) => (edges.ratedA[edge] as number) > 0)) return;
    const { loads, roots } = flow.injectionsAt(piece);
    for (const [edge, kw] of conductorLoads(grid, piece, roots, loads)) judge(edge, kw);
  };

  judge(tie.device, flow.kwInto(tie.into));
  for (let piece = tie.from; piece >= 0; piece = flow.parentOf(piece)) {
    judgeConductors(piece);
    const entry = flow.entryOf(piece);
    if (entry < 0) break;
    judge(entry, flow.kwInto(piece));
  }
  for (const piece of flow.islandOrder(island)) {
    const entry = flow.entryOf(piece);
    const isAsUsual = piece !== tie.into && entry === grid.model.sections.entry[grid.sectionOf(piece)];
    // Fed from its usual side, it carries no more than it always does.
    if (isAsUsual) continue;
    if (piece !== tie.into) judge(entry, flow.kwInto(piece));
    judgeConductors(piece);
  }
  return weakest;
};

/** Load as a share of the rating; 0 where nothing is known. */
export const shareOf = (loading: Loading | null): number => (loading === null ? 0 : loading.amperes / loading.ratedA);

export const isOverloaded = (loading: Loading | null): boolean =>
  loading !== null && loading.amperes > loading.ratedA * RESTORATION.values.maxLoading;

/** Three-phase current of a load: I = P / (√3 · U · cos φ). */
export const amperesOf = (kw: number, kilovolts: number): number =>
  kw / (Math.sqrt(3) * kilovolts * RESTORATION.values.powerFactor);

const ratedAmperes = ({ edges }: NetworkModel, edge: number, kilovolts: number): number | undefined => {
  if (isTransformer({ edges }, edge)) {
    const kva = edges.ratedKva[edge] as number;
    return kva > 0 ? kva / (Math.sqrt(3) * kilovolts) : undefined;
  }
  const amperes = edges.ratedA[edge] as number;
  return amperes > 0 ? amperes : undefined;
};

/** How power flows once all feeds are closed: the present tree of supply with the islands hung on, and what they add. */
const flowOf = (grid: Grid, tree: SupplyTree, feeds: readonly Feed[]) => {
  const { edges } = grid.model;
  const entry = new Map<number, number>();
  const parent = new Map<number, number>();
  const kw = new Map<number, number>();
  const order = new Map<number, number[]>();
  const isIsland = (piece: number) => parent.has(piece);

  for (const feed of feeds) {
    const { tie, island } = feed;
    entry.set(tie.into, tie.device);
    parent.set(tie.into, tie.from);
    const inside = new Set(island.pieces);
    const reached = [tie.into];
    for (const piece of reached) {
      for (const device of grid.devicesAt(piece)) {
        const other = grid.across(device, piece);
        if (grid.isOpen(device) || !inside.has(other) || isIsland(other)) continue;
        entry.set(other, device);
        parent.set(other, piece);
        reached.push(other);
      }
    }
    order.set(island.number, reached);
  }
  const parentOf = (piece: number) => parent.get(piece) ?? tree.parent(piece);
  const entryOf = (piece: number) => entry.get(piece) ?? tree.entry(piece);
  const kwInto = (piece: number) => (isIsland(piece) ? 0 : tree.kwBelow(piece)) + (kw.get(piece) ?? 0);
  const add = (piece: number, more: number) => kw.set(piece, (kw.get(piece) ?? 0) + more);

  // The last feeds first, so that an island fed through another has its sum before that one passes it on.
  for (const { tie, island } of feeds.toReversed()) {
    for (const piece of (order.get(island.number) as number[]).toReversed()) {
      add(piece, grid.kwOf(piece));
      if (piece !== tie.into) add(parentOf(piece), kwInto(piece));
    }
    const total = kwInto(tie.into);
    add(tie.from, total);
    for (let piece = tie.from; !isIsland(piece); piece = parentOf(piece)) {
      const before = parentOf(piece);
      if (before < 0) break;
      add(before, total);
    }
  }

  /** Where load leaves a piece towards others, and where supply comes in. */
  const injectionsAt = (piece: number) => {
    const loads: (readonly [node: number, kw: number])[] = [];
    const nodeHere = (device: number) => {
      const from = edges.from[device] as number;
      return grid.pieceOfNode(from) === piece ? from : (edges.to[device] as number);
    };
    for (const device of grid.devicesAt(piece)) {
      const other = grid.across(device, piece);
      if (entryOf(other) === device && parentOf(other) === piece) loads.push([nodeHere(device), kwInto(other)]);
    }
    const into = entryOf(piece);
    return { loads, roots: into < 0 ? [] : [nodeHere(into)] };
  };
  return { parentOf, entryOf, kwInto, injectionsAt, islandOrder: (island: Island) => order.get(island.number) ?? [] };
};
