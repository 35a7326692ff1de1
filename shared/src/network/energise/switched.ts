import { NODE_CLASSES } from '../facts.ts';
import type { IdIndex } from '../id-index.ts';
import type { NetworkModel } from '../model.ts';
import { isDevice, sectionOfEdge, sectionOfNode } from '../model.ts';
import type { NetworkIds } from '../network-ids.ts';
import { networkIds } from '../network-ids.ts';
import type { Overlay } from '../overlay.ts';
import { NORMAL } from '../overlay.ts';
import type { Difference } from './overlay-difference.ts';
import { overlayDifference } from './overlay-difference.ts';

/** An overlay in numbers of one network; or what differs between two, by what is in one of them only. */
export type Switched = {
  /** Devices that are not in their normal position. */
  readonly toggled: ReadonlySet<number>;
  /** Conductors that are cut. */
  readonly cuts: ReadonlySet<number>;
  /** Sections that are out of service. */
  readonly isolated: ReadonlySet<number>;
  /** Nodes at which a generator supplies a section. */
  readonly feeds: ReadonlySet<number>;
  /** Service points that a generator supplies alone. */
  readonly points: ReadonlySet<number>;
};

type Changing = { readonly [Kind in keyof Switched]: Set<number> };

/** Follows the overlays that are asked for, each from the last one, so that going on costs what differs. */
export type Switchboard = {
  /** Where it stands. One object, which changes. */
  readonly state: Switched;
  readonly overlay: () => Overlay;
  /** @returns what has changed, if `differences` lead from the overlay it stands at to `next` */
  readonly moveTo: (next: Overlay, differences: readonly Difference[]) => Switched;
};

/**
 * Stands at the normal state in the beginning. Ids that the network does not hold are passed over: an overlay may outlive the version that
 * it was made on. A device among the cuts is open; whatever is out of service takes its section with it; a generator at a device feeds
 * the side that the device feeds normally. An id may be said more than once, and holds until it is no longer said at all.
 */
export const switchboard = (model: NetworkModel, ids: NetworkIds = networkIds(model)): Switchboard => {
  const { nodes, edges } = model;
  const edgeOf = remembering(ids.edge);
  const state = noSwitches();
  let changed = noSwitches();
  /** How often each number is said, by kind. */
  const said = {
    opened: counter(),
    closed: counter(),
    cuts: counter(),
    isolated: counter(),
    feeds: counter(),
    points: counter(),
  };
  let overlay = NORMAL;

  const put = (kind: keyof Switched, number: number, now: boolean): void => {
    if (state[kind].has(number) === now) return;
    flip(state[kind], number);
    flip(changed[kind], number);
  };
  const isToggled = (device: number): boolean => {
    if (edges.normalOpen[device] === 1) return said.closed.has(device) && !said.cuts.has(device);
    return said.opened.has(device) || said.cuts.has(device);
  };

  const APPLY: Readonly<Record<keyof Overlay, (id: string, by: number) => void>> = {
    opened: (id, by) => position('opened', id, by),
    closed: (id, by) => position('closed', id, by),
    cuts: (id, by) => position('cuts', id, by),
    isolated: (id, by) => {
      const edge = edgeOf(id);
      const node = edge === undefined ? ids.node(id) : undefined;
      if (edge !== undefined) count('isolated', sectionOfEdge(model, edge), by);
      else if (node !== undefined) count('isolated', sectionOfNode(model, node), by);
    },
    generators: (id, by) => {
      const edge = edgeOf(id);
      const node = edge === undefined ? ids.node(id) : fedEnd(model, edge);
      if (node === undefined) return;
      count(edge === undefined && nodes.class[node] === CONSUMER ? 'points' : 'feeds', node, by);
    },
  };
  const position = (kind: 'opened' | 'closed' | 'cuts', id: string, by: number): void => {
    const edge = edgeOf(id);
    if (edge === undefined) return;
    said[kind].add(edge, by);
    if (isDeviceEdge(model, edge)) put('toggled', edge, isToggled(edge));
    else if (kind === 'cuts') put('cuts', edge, said.cuts.has(edge));
  };
  const count = (kind: 'isolated' | 'feeds' | 'points', number: number, by: number): void => {
    said[kind].add(number, by);
    put(kind, number, said[kind].has(number));
  };

  const moveTo = (next: Overlay, differences: readonly Difference[]): Switched => {
    changed = noSwitches();
    for (const { kind, id, by } of differences) APPLY[kind](id, by);
    overlay = next;
    return changed;
  };
  return { state, overlay: () => overlay, moveTo };
};

/** An overlay in numbers. */
export const resolveOverlay = (model: NetworkModel, overlay: Overlay): Switched => {
  const board = switchboard(model);
  board.moveTo(overlay, overlayDifference(NORMAL, overlay));
  return board.state;
};

/** Whether this edge can part two sections in this network. */
export const isDeviceEdge = ({ edges }: NetworkModel, edge: number): boolean =>
  isDevice(edges.class[edge] as number, edges.normalOpen[edge] as number);

/** The end of an edge that lies in the section it is drawn with, which for a device on the tree is the one it feeds. */
export const fedEnd = (model: NetworkModel, edge: number): number => {
  const to = model.edges.to[edge] as number;
  return sectionOfNode(model, to) === sectionOfEdge(model, edge) ? to : (model.edges.from[edge] as number);
};

const noSwitches = (): Changing => ({
  toggled: new Set(),
  cuts: new Set(),
  isolated: new Set(),
  feeds: new Set(),
  points: new Set(),
});

export const NOTHING_SWITCHED: Switched = noSwitches();

const flip = (set: Set<number>, number: number): void => {
  if (!set.delete(number)) set.add(number);
};

const counter = () => {
  const counts = new Map<number, number>();
  return {
    has: (number: number): boolean => counts.has(number),
    add: (number: number, by: number): void => {
      const sum = (counts.get(number) ?? 0) + by;
      if (sum === 0) counts.delete(number);
      else counts.set(number, sum);
    },
  };
};

/** What is switched is mostly switched again: found by a text's own hash it costs a tenth of a look-up among a million others. */
const remembering = (find: IdIndex): IdIndex => {
  const known = new Map<string, number>();
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const found = find(id);
    if (known.size >= MOST_REMEMBERED) known.clear();
    if (found !== undefined) known.set(id, found);
    return found;
  };
};

const MOST_REMEMBERED = 20_000;
const CONSUMER = NODE_CLASSES.indexOf('EnergyConsumer');
