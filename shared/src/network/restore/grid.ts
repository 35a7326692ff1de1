import { sectionGraph } from '../energise/section-graph.ts';
import { sidesOf } from '../energise/sides.ts';
import { isDeviceEdge, resolveOverlay } from '../energise/switched.ts';
import type { EdgeClass } from '../facts.ts';
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
  /** Pieces that the overlay takes out of service. */
  readonly isolated: ReadonlySet<number>;
  /** Pieces that a mobile generator feeds directly. */
  readonly generators: ReadonlySet<number>;
};

export const gridUnder = (model: NetworkModel, overlay: Overlay): Grid => {
  const { edges, sections } = model;
  const { sectionOf: sectionOfNode } = sectionGraph(model);
  const { toggled, cuts, isolated, feeds } = resolveOverlay(model, overlay);
  const isOpen = (device: number) => (edges.normalOpen[device] === 1) !== toggled.has(device);

  const edgeOf = networkIds(model).edge;
  const cutDevices = new Set(overlay.cuts.map(edgeOf));

  const parted = partedSections(model, cuts);
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

const partedSections = (model: NetworkModel, cuts: ReadonlySet<number>): ReadonlyMap<number, Parted> => {
  const { sectionOf } = sectionGraph(model);
  const parted = new Map<number, Parted>();
  let next = model.sections.count;
  for (const section of new Set([...cuts].map((edge) => sectionOf[model.edges.from[edge] as number] as number))) {
    const sides = sidesOf(model, section, (edge) => !cuts.has(edge) && !isDeviceEdge(model, edge));
    if (!sides) continue;
    const pieces = Array.from({ length: sides.count }, (_, side) => (side === 0 ? section : next++));
    parted.set(section, { pieces, pieceOf: (node) => pieces[sides.of[node - sides.first] as number] as number });
  }
  return parted;
};

function* numbersFrom(from: number, to: number): Generator<number> {
  for (let number = from; number < to; number++) yield number;
}
