import { EDGE_CLASSES, NODE_CLASSES } from './facts.ts';
import { joinNodes } from './join-nodes.ts';
import type { EdgeColumns, NetworkColumns, NetworkModel, NodeColumns, Sections } from './model.ts';
import { isDevice } from './model.ts';
import { devicesBySection, sectionTree } from './section-tree.ts';

/**
 * A network version from its columns: sections found and numbered, nodes and edges put in feeder order, which keeps everything below a
 * device together in memory (measured: traces eight times faster than in file order). The same columns always give the same numbers.
 */
export const buildNetwork = (columns: NetworkColumns): NetworkModel => {
  const { nodes, edges } = columns;
  const edgeCount = edges.ids.length;
  const device = deviceFlags(edges);
  const { group, count } = joinNodes(nodes.ids.length, edges, (edge) => device[edge] === 0);

  const deviceEdges = Uint32Array.from(edgesWhere(device));
  const joins = new Uint32Array(deviceEdges.length * 2);
  const closed = new Uint8Array(deviceEdges.length);
  deviceEdges.forEach((edge, d) => {
    joins[d * 2] = group[edges.from[edge] as number] as number;
    joins[d * 2 + 1] = group[edges.to[edge] as number] as number;
    closed[d] = edges.normalOpen[edge] === 1 ? 0 : 1;
  });
  const tree = sectionTree({ count, joins, closed, roots: sourceSections(nodes, group) });

  const sectionOf = (node: number) => tree.preorder[group[node] as number] as number;
  const nodeSection = new Uint32Array(nodes.ids.length).map((_, node) => sectionOf(node));
  const edgeSection = new Uint32Array(edgeCount);
  for (let edge = 0; edge < edgeCount; edge++) {
    // A device on the tree feeds the later of its two sections; one off the tree is drawn with the later one too.
    const a = nodeSection[edges.from[edge] as number] as number;
    const b = nodeSection[edges.to[edge] as number] as number;
    edgeSection[edge] = Math.max(a, b);
  }
  const nodeOrder = sortBySection(nodeSection, count);
  const edgeOrder = sortBySection(edgeSection, count);
  const newNode = inverse(nodeOrder.order);
  const newEdge = inverse(edgeOrder.order);

  const newDevices = deviceEdges.map((edge) => newEdge[edge] as number);
  const adjacency = devicesBySection({ count, joins: joins.map((section) => tree.preorder[section] as number) });
  const sections: Sections = {
    count,
    supplied: tree.supplied,
    nodeStart: nodeOrder.start,
    edgeStart: edgeOrder.start,
    end: tree.end,
    entry: tree.entry.map((d) => (d < 0 ? -1 : (newDevices[d] as number))),
    held: tree.held,
    deviceStart: adjacency.start,
    devices: adjacency.devices.map((d) => newDevices[d] as number),
  };
  return {
    ...columns,
    nodes: reorderNodes(nodes, nodeOrder.order, newNode),
    edges: reorderEdges(edges, nodes, edgeOrder.order, newEdge, newNode),
    sections,
  };
};

const deviceFlags = (edges: EdgeColumns): Uint8Array => {
  const byClass = EDGE_CLASSES.map((_, index) => [isDevice(index, 0), isDevice(index, 1)] as const);
  return edges.class.map((edgeClass, edge) => (byClass[edgeClass]?.[edges.normalOpen[edge] === 1 ? 1 : 0] ? 1 : 0));
};

function* edgesWhere(flags: Uint8Array): Generator<number> {
  for (let edge = 0; edge < flags.length; edge++) if (flags[edge] === 1) yield edge;
}

const sourceSections = (nodes: NodeColumns, group: Uint32Array): number[] => {
  const source = NODE_CLASSES.indexOf('EnergySource');
  const found = new Set<number>();
  for (let node = 0; node < nodes.class.length; node++)
    if (nodes.class[node] === source) found.add(group[node] as number);
  return [...found];
};

/** Counting sort, stable. `order[new] = old`. */
const sortBySection = (section: Uint32Array, count: number): { order: Uint32Array; start: Uint32Array } => {
  const start = new Uint32Array(count + 1);
  for (let i = 0; i < section.length; i++) {
    const at = (section[i] as number) + 1;
    start[at] = (start[at] as number) + 1;
  }
  for (let s = 0; s < count; s++) start[s + 1] = (start[s + 1] as number) + (start[s] as number);
  const cursor = start.slice(0, count);
  const order = new Uint32Array(section.length);
  for (let i = 0; i < section.length; i++) {
    const s = section[i] as number;
    const at = cursor[s] as number;
    order[at] = i;
    cursor[s] = at + 1;
  }
  return { order, start };
};

const inverse = (order: Uint32Array): Uint32Array => {
  const out = new Uint32Array(order.length);
  order.forEach((old, index) => {
    out[old] = index;
  });
  return out;
};

const reorderNodes = (nodes: NodeColumns, order: Uint32Array, renumbered: Uint32Array): NodeColumns => ({
  ids: Array.from(order, (old) => nodes.ids[old] as string),
  class: gather(nodes.class, order),
  lon: gather(nodes.lon, order),
  lat: gather(nodes.lat, order),
  customers: gather(nodes.customers, order),
  kw: gather(nodes.kw, order),
  area: gather(nodes.area, order),
  importance: gather(nodes.importance, order),
  names: rekey(nodes.names, renumbered),
  namesEn: rekey(nodes.namesEn, renumbered),
  substations: rekey(nodes.substations, renumbered),
});

const reorderEdges = (
  edges: EdgeColumns,
  nodes: NodeColumns,
  order: Uint32Array,
  renumbered: Uint32Array,
  newNode: Uint32Array,
): EdgeColumns => ({
  ids: Array.from(order, (old) => edges.ids[old] as string),
  class: gather(edges.class, order),
  from: gather(edges.from, order).map((node) => newNode[node] as number),
  to: gather(edges.to, order).map((node) => newNode[node] as number),
  normalOpen: gather(edges.normalOpen, order),
  telemetered: gather(edges.telemetered, order),
  phases: gather(edges.phases, order),
  feeder: gather(edges.feeder, order),
  ratedKva: gather(edges.ratedKva, order),
  ratedA: gather(edges.ratedA, order),
  kilovolts: gather(edges.kilovolts, order),
  lengthM: gather(edges.lengthM, order),
  ...reorderGeometry(edges, nodes, order),
  names: rekey(edges.names, renumbered),
  namesEn: rekey(edges.namesEn, renumbered),
});

/** Geometry in the new order; a line that only repeats its two nodes is not stored. */
const reorderGeometry = (
  edges: EdgeColumns,
  nodes: NodeColumns,
  order: Uint32Array,
): Pick<EdgeColumns, 'geometryStart' | 'coordinates'> => {
  const geometryStart = new Uint32Array(order.length + 1);
  const coordinates = new Float64Array(edges.coordinates.length);
  let used = 0;
  order.forEach((old, index) => {
    const start = edges.geometryStart[old] as number;
    const end = edges.geometryStart[old + 1] as number;
    if (!isStraight(edges, nodes, old)) {
      coordinates.set(edges.coordinates.subarray(start * 2, end * 2), used * 2);
      used += end - start;
    }
    geometryStart[index + 1] = used;
  });
  return { geometryStart, coordinates: coordinates.slice(0, used * 2) };
};

const isStraight = (
  { geometryStart, coordinates, from, to }: EdgeColumns,
  nodes: NodeColumns,
  edge: number,
): boolean => {
  const start = geometryStart[edge] as number;
  const end = geometryStart[edge + 1] as number;
  if (end - start !== 2) return end === start;
  const a = from[edge] as number;
  const b = to[edge] as number;
  return (
    coordinates[start * 2] === nodes.lon[a] &&
    coordinates[start * 2 + 1] === nodes.lat[a] &&
    coordinates[start * 2 + 2] === nodes.lon[b] &&
    coordinates[start * 2 + 3] === nodes.lat[b]
  );
};

const gather = <T extends Uint8Array | Uint32Array | Float32Array | Float64Array>(column: T, order: Uint32Array): T => {
  const out = column.slice() as T;
  for (let i = 0; i < order.length; i++) out[i] = column[order[i] as number] as number;
  return out;
};

const rekey = (map: ReadonlyMap<number, string>, renumbered: Uint32Array): Map<number, string> =>
  new Map(Array.from(map, ([old, text]) => [renumbered[old] as number, text]));
