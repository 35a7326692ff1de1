import { NODE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import { isDevice, sectionOfNode } from '../model.ts';
import { sectionTree } from '../section-tree.ts';
import type { Piece, SupplyWalk } from './supply-walk.ts';

/** What differs from the normal switching state, by number. */
export type Alterations = {
  readonly opened: ReadonlySet<number>;
  readonly closed: ReadonlySet<number>;
  /** Cut conductors by the section they lie in. */
  readonly cuts: ReadonlyMap<number, ReadonlySet<number>>;
  readonly isolated: ReadonlySet<number>;
  /** Sections that a generator feeds. */
  readonly fed: ReadonlySet<number>;
};

/**
 * The walk of some sections in an altered state. `sections` must be complete: whatever they are joined to through closed devices is among
 * them. `together` names the sections that hang together through closed devices, with supply or without.
 */
export const alteredWalk = (
  model: NetworkModel,
  sections: readonly number[],
  altered: Alterations,
): { readonly walk: SupplyWalk; readonly together: readonly (readonly number[])[] } => {
  const { edges, sections: all } = model;
  const firstPart = new Map<number, number>();
  const sectionOfPart: number[] = [];
  const pieceOfPart = new Map<number, Piece>();
  const partOfCutNode = new Map<number, number>();
  for (const section of sections) {
    if (altered.isolated.has(section)) continue;
    firstPart.set(section, sectionOfPart.length);
    const cut = altered.cuts.get(section);
    if (cut === undefined) {
      sectionOfPart.push(section);
      continue;
    }
    for (const piece of piecesOf(model, section, cut)) {
      for (const node of piece.nodes) partOfCutNode.set(node, sectionOfPart.length);
      pieceOfPart.set(sectionOfPart.length, piece);
      sectionOfPart.push(section);
    }
  }
  const partOfNode = (node: number): number | undefined =>
    partOfCutNode.get(node) ?? firstPart.get(sectionOfNode(model, node));

  const joins: number[] = [];
  const closed: number[] = [];
  const devices: number[] = [];
  const seen = new Set<number>();
  for (const section of sections) {
    const to = all.deviceStart[section + 1] as number;
    for (let i = all.deviceStart[section] as number; i < to; i++) {
      const device = all.devices[i] as number;
      if (seen.has(device)) continue;
      seen.add(device);
      const a = partOfNode(edges.from[device] as number);
      const b = partOfNode(edges.to[device] as number);
      if (a === undefined || b === undefined) continue;
      joins.push(a, b);
      closed.push(isClosed(model, altered, device) ? 1 : 0);
      devices.push(device);
    }
  }
  const roots = new Set<number>();
  for (const section of sections) {
    for (let node = all.nodeStart[section] as number; node < (all.nodeStart[section + 1] as number); node++) {
      const part = model.nodes.class[node] === SOURCE || altered.fed.has(section) ? partOfNode(node) : undefined;
      if (part !== undefined) roots.add(part);
    }
  }
  const tree = sectionTree({
    count: sectionOfPart.length,
    joins: Uint32Array.from(joins),
    closed: Uint8Array.from(closed),
    roots: [...roots],
  });

  const sectionAt = new Uint32Array(sectionOfPart.length);
  const pieces = new Map<number, Piece>();
  sectionOfPart.forEach((section, part) => {
    const at = tree.preorder[part] as number;
    sectionAt[at] = section;
    const piece = pieceOfPart.get(part);
    if (piece) pieces.set(at, piece);
  });
  const together: number[][] = sections.filter((section) => altered.isolated.has(section)).map((section) => [section]);
  for (let at = 0; at < sectionAt.length; at = tree.end[at] as number) {
    together.push(Array.from(sectionAt.subarray(at, tree.end[at] as number)));
  }
  return {
    walk: {
      count: tree.supplied,
      section: (part) => sectionAt[part] as number,
      end: tree.end,
      entry: tree.entry.map((device) => (device < 0 ? -1 : (devices[device] as number))),
      held: tree.held,
      pieces,
    },
    together,
  };
};

const SOURCE = NODE_CLASSES.indexOf('EnergySource');

export const isClosed = ({ edges }: NetworkModel, { opened, closed }: Alterations, device: number): boolean =>
  edges.normalOpen[device] === 1 ? closed.has(device) : !opened.has(device);

/** What a section falls apart into when some of its conductors are cut. */
const piecesOf = ({ nodes, edges, sections }: NetworkModel, section: number, cut: ReadonlySet<number>): Piece[] => {
  const from = sections.nodeStart[section] as number;
  const to = sections.nodeStart[section + 1] as number;
  const conductors: number[] = [];
  for (let edge = sections.edgeStart[section] as number; edge < (sections.edgeStart[section + 1] as number); edge++) {
    const a = edges.from[edge] as number;
    const b = edges.to[edge] as number;
    const isInside = a >= from && a < to && b >= from && b < to;
    const parts = isDevice(edges.class[edge] as number, edges.normalOpen[edge] as number);
    if (isInside && !parts && !cut.has(edge)) conductors.push(edge);
  }
  const joined = new Map<number, number[]>();
  for (const edge of conductors) {
    for (const node of [edges.from[edge] as number, edges.to[edge] as number]) {
      const list = joined.get(node);
      if (list) list.push(edge);
      else joined.set(node, [edge]);
    }
  }
  const seen = new Set<number>();
  const pieces: Piece[] = [];
  for (let start = from; start < Math.min(to, nodes.ids.length); start++) {
    if (seen.has(start)) continue;
    seen.add(start);
    const members = [start];
    const lines = new Set<number>();
    for (let i = 0; i < members.length; i++) {
      for (const edge of joined.get(members[i] as number) ?? []) {
        lines.add(edge);
        for (const node of [edges.from[edge] as number, edges.to[edge] as number]) {
          if (seen.has(node)) continue;
          seen.add(node);
          members.push(node);
        }
      }
    }
    pieces.push({ nodes: members, conductors: [...lines] });
  }
  return pieces;
};
