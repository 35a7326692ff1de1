import { LIVE } from '../energise/energiser.ts';
import { sectionGraph } from '../energise/section-graph.ts';
import type { Sides } from '../energise/sides.ts';
import { supplyOf } from '../energise/supply.ts';
import { isDeviceEdge } from '../energise/switched.ts';
import type { EdgeClass } from '../facts.ts';
import { NODE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import { edgeClassName } from '../model.ts';
import { networkIds } from '../network-ids.ts';
import type { Overlay } from '../overlay.ts';

/**
 * The network under an overlay as a graph of pieces and devices. A piece is a section, or one side of a section that cuts have parted:
 * the first side keeps the section's number, further ones are numbered from `sections.count` on.
 */
export type Grid = {
  readonly model: NetworkModel;
  readonly count: number;
  readonly pieceOfNode: (node: number) => number;
  readonly sectionOf: (piece: number) => number;
  readonly piecesOf: (section: number) => readonly number[];
  readonly nodesOf: (piece: number) => Iterable<number>;
  /** Conductors that join the nodes of a piece. */
  readonly conductorsOf: (piece: number) => readonly number[];
  /** Devices at a piece, open ones too. */
  readonly devicesAt: (piece: number) => Iterable<number>;
  /** The piece at the other end of a device that stands at `piece`. */
  readonly across: (device: number, piece: number) => number;
  readonly isOpen: (device: number) => boolean;
  /** A device that is cut is open and cannot be closed. */
  readonly isCut: (device: number) => boolean;
  readonly isLive: (piece: number) => boolean;
  readonly hasSource: (piece: number) => boolean;
  readonly kwOf: (piece: number) => number;
  /** Pieces that the overlay takes out of service. */
  readonly isolated: ReadonlySet<number>;
  /** Pieces that a mobile generator feeds directly. */
  readonly generators: ReadonlySet<number>;
};

/** Valid until the next question to the supply of this network. */
export const gridUnder = (model: NetworkModel, overlay: Overlay): Grid => {
  const { edges, sections } = model;
  const { sectionOf: sectionOfNode, hasSource } = sectionGraph(model);
  const supply = supplyOf(model).under(overlay);
  const { toggled, cuts, isolated, feeds } = supply.at();
  const isOpen = (device: number) => (edges.normalOpen[device] === 1) !== toggled.has(device);

  const edgeOf = networkIds(model).edge;
  const cutDevices = new Set(overlay.cuts.map(edgeOf));

  const parted = partedSections(supply.sides, sections.count);
  const pieceOfNode = (node: number): number => {
    const section = sectionOfNode[node] as number;
    return parted.size === 0 ? section : (parted.get(section)?.pieceOf(node) ?? section);
  };
  const further = [...parted].flatMap(([section, { pieces }]) => pieces.slice(1).map(() => section));
  const sectionOf = (piece: number) => (piece < sections.count ? piece : (further[piece - sections.count] as number));
  const piecesOf = (section: number) => parted.get(section)?.pieces ?? [section];
  const isParted = (piece: number) => parted.has(sectionOf(piece));

  const nodesOf = (piece: number): Iterable<number> => {
    const section = sectionOf(piece);
    const all = numbersFrom(sections.nodeStart[section] as number, sections.nodeStart[section + 1] as number);
    return isParted(piece) ? [...all].filter((node) => pieceOfNode(node) === piece) : all;
  };
  const conductorsOf = (piece: number): readonly number[] => {
    const section = sectionOf(piece);
    const found: number[] = [];
    for (let edge = sections.edgeStart[section] as number; edge < (sections.edgeStart[section + 1] as number); edge++)
      if (!isDeviceEdge(model, edge) && !cuts.has(edge) && pieceOfNode(edges.from[edge] as number) === piece)
        found.push(edge);
    return found;
  };
  const devicesAt = (piece: number): Iterable<number> => {
    const section = sectionOf(piece);
    const all = sections.devices.subarray(sections.deviceStart[section], sections.deviceStart[section + 1]);
    if (!isParted(piece)) return all;
    return all.filter((device) =>
      [edges.from[device], edges.to[device]].some((node) => pieceOfNode(node as number) === piece),
    );
  };

  const firstNode = (piece: number): number => {
    for (const node of nodesOf(piece)) return node;
    throw new Error(`piece ${piece} has no node`);
  };
  const kwBefore = kwPrefix(model);

  return {
    model,
    count: sections.count + further.length,
    pieceOfNode,
    sectionOf,
    piecesOf,
    nodesOf,
    conductorsOf,
    devicesAt,
    across: (device, piece) => {
      const end = pieceOfNode(edges.from[device] as number);
      return end === piece ? pieceOfNode(edges.to[device] as number) : end;
    },
    isOpen,
    isCut: (device) => cutDevices.has(device),
    isLive: (piece) => (isParted(piece) ? supply.nodeIsLive(firstNode(piece)) : supply.supplyOf(piece) === LIVE),
    hasSource: (piece) =>
      isParted(piece) ? [...nodesOf(piece)].some((node) => model.nodes.class[node] === SOURCE) : hasSource[piece] === 1,
    kwOf: (piece) => {
      if (!isParted(piece)) return (kwBefore[piece + 1] as number) - (kwBefore[piece] as number);
      let kw = 0;
      for (const node of nodesOf(piece)) kw += model.nodes.kw[node] as number;
      return kw;
    },
    isolated: new Set([...isolated].flatMap(piecesOf)),
    generators: new Set([...feeds].map(pieceOfNode)),
  };
};

/** Whether a person or a relay can open and close it: every device but a transformer. */
export const isOperable = ({ edges }: NetworkModel, device: number): boolean =>
  edgeClassName(edges.class[device] as number) !== 'PowerTransformer';

/** Whether it clears a fault by itself and can be operated. */
export const isProtectiveSwitch = ({ edges }: NetworkModel, device: number): boolean =>
  PROTECTIVE_SWITCHES.includes(edgeClassName(edges.class[device] as number));

const PROTECTIVE_SWITCHES: readonly EdgeClass[] = ['Breaker', 'Recloser', 'Sectionaliser', 'Fuse'];

type Parted = { readonly pieces: readonly number[]; readonly pieceOf: (node: number) => number };

const partedSections = (sides: ReadonlyMap<number, Sides>, firstNumber: number): ReadonlyMap<number, Parted> => {
  const parted = new Map<number, Parted>();
  let next = firstNumber;
  for (const [section, { first, count, of }] of sides) {
    const pieces = Array.from({ length: count }, (_, side) => (side === 0 ? section : next++));
    parted.set(section, { pieces, pieceOf: (node) => pieces[of[node - first] as number] as number });
  }
  return parted;
};

/** Kilowatts of all sections before each one. */
const kwPrefix = (model: NetworkModel): Float64Array => {
  const known = prefixes.get(model);
  if (known) return known;
  const { nodes, sections } = model;
  const prefix = new Float64Array(sections.count + 1);
  for (let section = 0; section < sections.count; section++) {
    let kw = prefix[section] as number;
    for (let node = sections.nodeStart[section] as number; node < (sections.nodeStart[section + 1] as number); node++)
      kw += nodes.kw[node] as number;
    prefix[section + 1] = kw;
  }
  prefixes.set(model, prefix);
  return prefix;
};

/** Summed up once for each model: the sums are asked for whole substations. */
const prefixes = new WeakMap<NetworkModel, Float64Array>();

const SOURCE = NODE_CLASSES.indexOf('EnergySource');

function* numbersFrom(from: number, to: number): Generator<number> {
  for (let number = from; number < to; number++) yield number;
}
