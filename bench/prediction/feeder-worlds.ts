import { buildNetwork } from '@relight/shared/network/build';
import type { EdgeColumns, NetworkColumns, NetworkModel, NodeColumns } from '@relight/shared/network/model';
import { sectionFedBy } from '@relight/shared/network/model';
import { type World, worldOf } from './world.ts';

/**
 * Each feeder as a network of its own, with its way to the source. A single fault is seen on its feeder alone, and an engine that is made
 * anew for each of thousands of faults need not look at the whole city.
 */
export const feederWorlds = (world: World): readonly World[] => {
  const { model, feeders } = world;
  const edgeOf = new Map(model.edges.ids.map((id, edge) => [id, edge]));
  return feeders.map(({ id }) => {
    const section = sectionFedBy(model, edgeOf.get(id) as number);
    return worldOf(world.name, buildNetwork(columnsWith(model, nodesOfFeeder(model, section))));
  });
};

/** 1 for the nodes of a section, of all below it, and of those on its way to the source. */
const nodesOfFeeder = ({ sections, nodes }: NetworkModel, feeder: number): Uint8Array => {
  const kept = new Uint8Array(nodes.ids.length);
  const keep = (from: number, to: number) => kept.fill(1, sections.nodeStart[from], sections.nodeStart[to]);
  keep(feeder, sections.end[feeder] as number);
  for (let section = 0; section < feeder; section++)
    if ((sections.end[section] as number) > feeder) keep(section, section + 1);
  return kept;
};

const columnsWith = (model: NetworkModel, kept: Uint8Array): NetworkColumns => {
  const { nodes, edges } = model;
  const nodeRows = rowsWhere(nodes.ids.length, (node) => kept[node] === 1);
  const newNode = new Map(nodeRows.map((node, row) => [node, row]));
  const edgeRows = rowsWhere(
    edges.ids.length,
    (edge) => newNode.has(edges.from[edge] as number) && newNode.has(edges.to[edge] as number),
  );
  const { version, name, source, feeders } = model;
  return {
    version,
    name,
    source,
    feeders,
    nodes: nodeColumns(nodes, nodeRows),
    edges: edgeColumns(edges, edgeRows, newNode),
  };
};

const rowsWhere = (count: number, isKept: (row: number) => boolean): readonly number[] => {
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (isKept(row)) rows.push(row);
  return rows;
};

const nodeColumns = (nodes: NodeColumns, rows: readonly number[]): NodeColumns => ({
  ids: rows.map((row) => nodes.ids[row] as string),
  class: picked(nodes.class, rows),
  lon: picked(nodes.lon, rows),
  lat: picked(nodes.lat, rows),
  customers: picked(nodes.customers, rows),
  kw: picked(nodes.kw, rows),
  area: picked(nodes.area, rows),
  importance: picked(nodes.importance, rows),
  names: new Map(),
  namesEn: new Map(),
  substations: new Map(),
});

const edgeColumns = (
  edges: EdgeColumns,
  rows: readonly number[],
  newNode: ReadonlyMap<number, number>,
): EdgeColumns => {
  const geometryStart = new Uint32Array(rows.length + 1);
  const coordinates: number[] = [];
  rows.forEach((row, i) => {
    const [from, to] = [edges.geometryStart[row] as number, edges.geometryStart[row + 1] as number];
    coordinates.push(...edges.coordinates.subarray(from * 2, to * 2));
    geometryStart[i + 1] = coordinates.length / 2;
  });
  return {
    ids: rows.map((row) => edges.ids[row] as string),
    class: picked(edges.class, rows),
    from: picked(edges.from, rows).map((node) => newNode.get(node) as number),
    to: picked(edges.to, rows).map((node) => newNode.get(node) as number),
    normalOpen: picked(edges.normalOpen, rows),
    telemetered: picked(edges.telemetered, rows),
    phases: picked(edges.phases, rows),
    feeder: picked(edges.feeder, rows),
    ratedKva: picked(edges.ratedKva, rows),
    ratedA: picked(edges.ratedA, rows),
    kilovolts: picked(edges.kilovolts, rows),
    lengthM: picked(edges.lengthM, rows),
    geometryStart,
    coordinates: Float64Array.from(coordinates),
    names: new Map(),
    namesEn: new Map(),
  };
};

const picked = <T extends Uint8Array | Uint32Array | Float32Array | Float64Array>(
  column: T,
  rows: readonly number[],
): T => {
  const out = column.slice(0, rows.length) as T;
  rows.forEach((row, i) => {
    out[i] = column[row] as number;
  });
  return out;
};
