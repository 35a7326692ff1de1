import type { EdgeClass } from './facts.ts';
import { EDGE_CLASSES } from './facts.ts';
import type { Ranges } from './ranges.ts';
import { NO_SECTIONS } from './ranges.ts';

/** One column per property; all columns of a record have the same length, and nodes and edges are known by their position in it. */
export type NodeColumns = {
  readonly ids: readonly string[];
  /** Index into NODE_CLASSES. */
  readonly class: Uint8Array;
  /** Degrees, WGS-84. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly customers: Uint32Array;
  readonly kw: Float32Array;
  /** Index into SERVICE_AREAS. */
  readonly area: Uint8Array;
  /** 0 for an ordinary customer, otherwise 1 + index into IMPORTANCE_CLASSES. */
  readonly importance: Uint8Array;
  /** Names by node, only where the file gives one. */
  readonly names: ReadonlyMap<number, string>;
  readonly namesEn: ReadonlyMap<number, string>;
  readonly substations: ReadonlyMap<number, string>;
};

export type EdgeColumns = {
  readonly ids: readonly string[];
  /** Index into EDGE_CLASSES. */
  readonly class: Uint8Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly normalOpen: Uint8Array;
  readonly telemetered: Uint8Array;
  /** Bits of PHASES. */
  readonly phases: Uint8Array;
  /** Index into the network's `feeders`. */
  readonly feeder: Uint32Array;
  /** Rated apparent power of a transformer, kVA; 0 where the file gives none. */
  readonly ratedKva: Float32Array;
  /** Rated current, A; 0 where the file gives none. */
  readonly ratedA: Float32Array;
  /** Nominal line-to-line voltage (CIM BaseVoltage), kV; 0 where the file gives none, and of a transformer, which has two. */
  readonly kilovolts: Float32Array;
  /** Length of a conductor, m; 0 where the file gives none. */
  readonly lengthM: Float32Array;
  /** Edge e is drawn along positions [geometryStart[e], geometryStart[e + 1]); none means straight between its nodes. */
  readonly geometryStart: Uint32Array;
  /** lon, lat, lon, lat, … in degrees. */
  readonly coordinates: Float64Array;
  readonly names: ReadonlyMap<number, string>;
  readonly namesEn: ReadonlyMap<number, string>;
};

/** What a network file holds, before anything is derived from it. */
export type NetworkColumns = {
  readonly version: string;
  readonly name: string;
  readonly source: string;
  /** Feeder ids; the first is '' for edges without one. */
  readonly feeders: readonly string[];
  readonly nodes: NodeColumns;
  readonly edges: EdgeColumns;
};

/**
 * Sections: the largest sets of nodes that no switch, protective device or transformer parts, so that they always have supply together.
 *
 * They are numbered in depth-first preorder from the sources over normally closed devices: section s and everything fed through it is
 * the range [s, end[s]). Nodes and edges are sorted by section, so a range of sections is also a range of nodes and of edges.
 */
export type Sections = {
  readonly count: number;
  /** Sections [0, supplied) have supply in the normal switching state; no source reaches the others. */
  readonly supplied: number;
  /** Nodes of section s: [nodeStart[s], nodeStart[s + 1]). */
  readonly nodeStart: Uint32Array;
  /** Conductors in section s, and the devices that feed it: [edgeStart[s], edgeStart[s + 1]). */
  readonly edgeStart: Uint32Array;
  readonly end: Uint32Array;
  /** The device through which the section was reached, or -1 where the traversal started. */
  readonly entry: Int32Array;
  /** 1 where [s, end[s]) keeps its supply when the entry device opens: it has a source of its own or lies in a loop. */
  readonly held: Uint8Array;
  /** Devices at section s, open ones too: devices[deviceStart[s] … deviceStart[s + 1]). */
  readonly deviceStart: Uint32Array;
  readonly devices: Uint32Array;
};

/** One immutable network version. Plain data: it can be stored, sent to a worker, and shared. */
export type NetworkModel = NetworkColumns & { readonly sections: Sections };

/** Bits of the `phases` column. */
export const PHASES = { A: 1, B: 2, C: 4, N: 8, s1: 16, s2: 32 } as const;

/** Conductors join nodes into one section; every other class can part them. */
const CONDUCTORS: readonly EdgeClass[] = ['ACLineSegment', 'Jumper'];

/** May this edge part two sections? A jumper that is normally removed is an open point like any other. */
export const isDevice = (edgeClass: number, normalOpen: number): boolean => {
  const name = edgeClassName(edgeClass);
  return !CONDUCTORS.includes(name) || (name === 'Jumper' && normalOpen === 1);
};

export const edgeClassName = (index: number): EdgeClass => EDGE_CLASSES[index] as EdgeClass;

/** The section of a node, by binary search: nodes are sorted by section. */
export const sectionOfNode = ({ sections }: NetworkModel, node: number): number =>
  intervalOf(sections.nodeStart, sections.count, node);

/** The section that an edge is drawn with: its own for a conductor, the one it feeds for a device. */
export const sectionOfEdge = ({ sections }: NetworkModel, edge: number): number =>
  intervalOf(sections.edgeStart, sections.count, edge);

/** The section that is fed through this device, or -1 where the device is open, a conductor, or not on the tree of supply. */
export const sectionFedBy = (model: NetworkModel, edge: number): number => {
  const section = sectionOfEdge(model, edge);
  return model.sections.entry[section] === edge && section < model.sections.supplied ? section : -1;
};

/**
 * What loses supply when one closed device opens, all others being in their normal position.
 *
 * In an undirected depth-first traversal an edge outside the tree always leads to an ancestor, so opening one device either parts exactly
 * the subtree below it or nothing (Tarjan 1974, bridges). That makes the answer one range or none, also in meshed networks.
 */
export const sectionsBelow = (model: NetworkModel, edge: number): Ranges => {
  const fed = sectionFedBy(model, edge);
  if (fed < 0 || model.sections.held[fed] === 1) return NO_SECTIONS;
  return [fed, model.sections.end[fed] as number];
};

/** Largest i with starts[i] ≤ value and a non-empty interval. */
const intervalOf = (starts: Uint32Array, count: number, value: number): number => {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as number) <= value) low = middle;
    else high = middle;
  }
  return low;
};
