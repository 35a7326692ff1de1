import { NODE_CLASSES } from '../facts.ts';
import type { NetworkModel } from '../model.ts';
import { isDevice, sectionOfEdge, sectionOfNode } from '../model.ts';
import type { NetworkIds } from '../network-ids.ts';
import { networkIds } from '../network-ids.ts';
import type { Overlay } from '../overlay.ts';

/** An overlay in numbers of one network. */
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

export const NOTHING_SWITCHED: Switched = {
  toggled: new Set(),
  cuts: new Set(),
  isolated: new Set(),
  feeds: new Set(),
  points: new Set(),
};

/**
 * Ids that the network does not hold are passed over: an overlay may outlive the version that it was made on. A device among the cuts is
 * open; whatever is out of service takes its section with it; a generator at a device feeds the side that the device feeds normally.
 */
export const resolveOverlay = (
  model: NetworkModel,
  overlay: Overlay,
  ids: NetworkIds = networkIds(model),
): Switched => {
  const { nodes, edges } = model;
  const toggled = new Set<number>();
  const toggle = (id: string, position: 'open' | 'closed') => {
    const edge = ids.edge(id);
    if (edge === undefined || !isDeviceEdge(model, edge)) return;
    if ((edges.normalOpen[edge] === 1) === (position === 'closed')) toggled.add(edge);
  };
  for (const id of overlay.opened) toggle(id, 'open');
  for (const id of overlay.closed) toggle(id, 'closed');

  const cuts = new Set<number>();
  for (const id of overlay.cuts) {
    const edge = ids.edge(id);
    if (edge === undefined) continue;
    if (!isDeviceEdge(model, edge)) cuts.add(edge);
    else if (edges.normalOpen[edge] === 1) toggled.delete(edge);
    else toggled.add(edge);
  }

  const isolated = new Set<number>();
  for (const id of overlay.isolated) {
    const edge = ids.edge(id);
    const node = edge === undefined ? ids.node(id) : undefined;
    if (edge !== undefined) isolated.add(sectionOfEdge(model, edge));
    else if (node !== undefined) isolated.add(sectionOfNode(model, node));
  }

  const consumer = NODE_CLASSES.indexOf('EnergyConsumer');
  const feeds = new Set<number>();
  const points = new Set<number>();
  for (const id of overlay.generators) {
    const edge = ids.edge(id);
    const node = edge === undefined ? ids.node(id) : fedEnd(model, edge);
    if (node === undefined) continue;
    if (edge === undefined && nodes.class[node] === consumer) points.add(node);
    else feeds.add(node);
  }
  return { toggled, cuts, isolated, feeds, points };
};

/** Whether this edge can part two sections in this network. */
export const isDeviceEdge = ({ edges }: NetworkModel, edge: number): boolean =>
  isDevice(edges.class[edge] as number, edges.normalOpen[edge] as number);

/** The end of an edge that lies in the section it is drawn with, which for a device on the tree is the one it feeds. */
export const fedEnd = (model: NetworkModel, edge: number): number => {
  const to = model.edges.to[edge] as number;
  return sectionOfNode(model, to) === sectionOfEdge(model, edge) ? to : (model.edges.from[edge] as number);
};

/** How many elements differ, which is what it takes to get from one to the other. */
export const distance = (a: Switched, b: Switched): number =>
  KEYS.reduce((sum, key) => sum + differing(a[key], b[key]), 0);

/** Calls `visit` with what is in one of the sets only. */
export const forEachDifference = (
  a: ReadonlySet<number>,
  b: ReadonlySet<number>,
  visit: (one: number) => void,
): void => {
  if (a === b) return;
  for (const one of a) if (!b.has(one)) visit(one);
  for (const one of b) if (!a.has(one)) visit(one);
};

const KEYS = ['toggled', 'cuts', 'isolated', 'feeds', 'points'] as const;

const differing = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => {
  let count = 0;
  forEachDifference(a, b, () => {
    count++;
  });
  return count;
};
