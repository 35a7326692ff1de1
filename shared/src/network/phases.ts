import type { Switched } from './energise/switched.ts';
import { isDeviceEdge, NOTHING_SWITCHED, resolveOverlay } from './energise/switched.ts';
import { NODE_CLASSES } from './facts.ts';
import type { NetworkModel } from './model.ts';
import { PHASES, sectionOfNode } from './model.ts';
import type { Overlay } from './overlay.ts';

/** The three phases of a source, as bits. */
export const ABC = PHASES.A | PHASES.B | PHASES.C;

/**
 * Which of the phases A, B and C reach each node in the normal switching state: bits of PHASES by node, 0 where there is no supply. A way
 * passes on the phases that all of its edges have; an edge that names none of the three (a secondary of s1 and s2) passes on what comes.
 * Where several ways lead to a node it has the phases of each. O(nodes + edges), once for each model.
 */
export const phasesByNode = (model: NetworkModel): Uint8Array => {
  const known = phases.get(model);
  if (known) return known;
  const made = spreadPhases(model, NOTHING_SWITCHED, namedPhases(model));
  phases.set(model, made);
  return made;
};

/**
 * The same under an overlay: where one of three single-phase devices is open, what it fed on its phase alone is at 0 and the rest of the
 * section is not. Generators give all three phases, also to a service point of its own. O(nodes + edges) for each question.
 */
export const phasesUnder = (model: NetworkModel, overlay: Overlay): Uint8Array =>
  spreadPhases(model, resolveOverlay(model, overlay), namedPhases(model));

/** What a device or conductor passes on of the phases that reach it. */
export const phasesThrough = (model: NetworkModel, edge: number, reaching: number): number => {
  const own = namedPhases(model)[edge] as number;
  return own === 0 ? reaching : reaching & own;
};

/**
 * Those of A, B and C that each edge names, by edge; 0 for none. An edge that names only phases that do not come to it in the normal state says
 * something else by them (behind a transformer of phase C, the two halves of a secondary are A and B in many files): it passes on what comes.
 */
const namedPhases = (model: NetworkModel): Uint8Array => {
  const known = named.get(model);
  if (known) return known;
  const { edges } = model;
  const made = edges.phases.map((bits) => bits & ABC);
  for (let misnamed = true; misnamed; ) {
    misnamed = false;
    const reached = spreadPhases(model, NOTHING_SWITCHED, made);
    for (let edge = 0; edge < made.length; edge++) {
      if (edges.normalOpen[edge] === 1 || made[edge] === 0) continue;
      const [a, b] = [reached[edges.from[edge] as number] as number, reached[edges.to[edge] as number] as number];
      if ((a === 0) === (b === 0)) continue;
      made[edge] = 0;
      misnamed = true;
    }
  }
  named.set(model, made);
  return made;
};

/** Whether any device or conductor carries only some of A, B and C: where none does, whatever has supply has all three. */
export const hasSinglePhases = (model: NetworkModel): boolean => {
  const known = single.get(model);
  if (known !== undefined) return known;
  const found = model.edges.phases.some((bits) => (bits & ABC) !== 0 && (bits & ABC) !== ABC);
  single.set(model, found);
  return found;
};

const phases = new WeakMap<NetworkModel, Uint8Array>();
const named = new WeakMap<NetworkModel, Uint8Array>();
const single = new WeakMap<NetworkModel, boolean>();

const spreadPhases = (model: NetworkModel, switched: Switched, own: Uint8Array): Uint8Array => {
  const { nodes, edges } = model;
  const source = NODE_CLASSES.indexOf('EnergySource');
  const isOut = (node: number) => switched.isolated.size > 0 && switched.isolated.has(sectionOfNode(model, node));
  const { start, at } = edgesByNode(model, (edge) => {
    if (isOut(edges.from[edge] as number) || isOut(edges.to[edge] as number)) return false;
    if (!isDeviceEdge(model, edge)) return !switched.cuts.has(edge);
    return (edges.normalOpen[edge] === 1) === switched.toggled.has(edge);
  });
  const reached = new Uint8Array(nodes.ids.length);
  const queue: number[] = [];
  for (let node = 0; node < nodes.ids.length; node++) {
    if ((nodes.class[node] !== source && !switched.feeds.has(node)) || isOut(node)) continue;
    reached[node] = ABC;
    queue.push(node);
  }
  // A node comes again only when it gains a phase, three times at most.
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    const end = start[node + 1] as number;
    for (let i = start[node] as number; i < end; i++) {
      const edge = at[i] as number;
      const from = edges.from[edge] as number;
      const next = from === node ? (edges.to[edge] as number) : from;
      const before = reached[next] as number;
      const carried = own[edge] as number;
      const after = before | (carried === 0 ? (reached[node] as number) : (reached[node] as number) & carried);
      if (after === before) continue;
      reached[next] = after;
      queue.push(next);
    }
  }
  for (const point of switched.points) reached[point] = ABC;
  return reached;
};

/** Compressed sparse rows: the edges at each node that conduct. */
const edgesByNode = (
  { nodes, edges }: NetworkModel,
  conducts: (edge: number) => boolean,
): { start: Uint32Array; at: Uint32Array } => {
  const start = new Uint32Array(nodes.ids.length + 1);
  const count = edges.ids.length;
  const add = (node: number, by: number): number => {
    const value = (start[node] as number) + by;
    start[node] = value;
    return value;
  };
  for (let edge = 0; edge < count; edge++) {
    if (!conducts(edge)) continue;
    add(edges.from[edge] as number, 1);
    add(edges.to[edge] as number, 1);
  }
  for (let node = 0; node < nodes.ids.length; node++) add(node + 1, start[node] as number);
  const at = new Uint32Array(start[nodes.ids.length] as number);
  // Filled from the back, which leaves each start where its row begins.
  for (let edge = count - 1; edge >= 0; edge--) {
    if (!conducts(edge)) continue;
    at[add(edges.from[edge] as number, -1)] = edge;
    at[add(edges.to[edge] as number, -1)] = edge;
  }
  return { start, at };
};
