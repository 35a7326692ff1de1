import { quoted } from '../problems.ts';
import { isWgs84 } from '../wgs84.ts';
import type { CimModel, KeptObject } from './model.ts';
import { textOf, textsOf } from './model.ts';
import type { Report } from './read-values.ts';
import { numberOf, problemOf, referenceOf } from './read-values.ts';
import type { Topology } from './topology.ts';

export type LonLat = readonly [lon: number, lat: number];

/** Positions in degrees, WGS-84. */
export type Positions = {
  /** Along the equipment, in order; empty where the file gives none. */
  readonly ofEquipment: (equipment: KeptObject) => readonly LonLat[];
  readonly ofNode: (node: string) => LonLat | undefined;
  /** Connectivity nodes that took the position of a neighbour. */
  readonly derived: readonly string[];
};

/**
 * Where equipment and connectivity nodes are. A node has no location of its own in CIM: it is where its busbar, source or consumer is, else
 * where a line ends, else where a switch or transformer stands, else where the nearest node along the equipment is.
 */
export const positionsOf = (
  model: CimModel,
  { edges, consumers, sources, buses }: Topology,
  report: Report,
): Positions => {
  refuseOtherSystems(model, report);
  const points = pointsByLocation(model, report);
  const locations = locationOf(model, report);
  const ofEquipment = (equipment: KeptObject): readonly LonLat[] => points.get(locations(equipment) ?? '') ?? [];

  const known = new Map<string, LonLat>();
  const place = (node: string, position: LonLat | undefined) => {
    if (position && !known.has(node)) known.set(node, position);
  };
  for (const { equipment, at } of [buses, sources, consumers].flatMap(inIdOrder))
    place(at.node, ofEquipment(equipment)[0]);
  const drawn = edges.map((edge) => ({ ...edge, line: ofEquipment(edge.equipment) }));
  for (const { from, to, line } of drawn) {
    if (line.length < 2) continue;
    place(from.node, line[0]);
    place(to.node, line.at(-1));
  }
  for (const { from, to, line } of drawn) {
    place(from.node, line[0]);
    place(to.node, line[0]);
  }
  return { ofEquipment, ofNode: (node) => known.get(node), derived: derive(known, edges) };
};

/** Where several stand at one node, the same one places it, in whatever order the file has them. */
const inIdOrder = (units: Topology['buses']): Topology['buses'] =>
  units.toSorted((a, b) => (a.equipment.id < b.equipment.id ? -1 : 1));

/** Gives nodes without a position that of the nearest node along the equipment that has one. */
const derive = (known: Map<string, LonLat>, edges: Topology['edges']): string[] => {
  const neighbours = new Map<string, string[]>();
  const join = (node: string, other: string) => {
    const list = neighbours.get(node);
    if (list) list.push(other);
    else neighbours.set(node, [other]);
  };
  for (const { from, to } of edges) {
    if (!known.has(to.node)) join(from.node, to.node);
    if (!known.has(from.node)) join(to.node, from.node);
  }
  const derived: string[] = [];
  const queue = [...neighbours.keys()].filter((node) => known.has(node));
  for (const node of queue) {
    for (const next of neighbours.get(node) ?? []) {
      if (known.has(next)) continue;
      known.set(next, known.get(node) as LonLat);
      derived.push(next);
      queue.push(next);
    }
  }
  return derived;
};

/** Id of the Location of equipment; either of the two may refer to the other. */
const locationOf = (model: CimModel, report: Report): ((equipment: KeptObject) => string | undefined) => {
  const back = new Map<string, string>();
  for (const location of model.ofClass('Location'))
    for (const equipment of textsOf(location, 'Location.PowerSystemResources')) back.set(equipment, location.id);
  return (equipment) =>
    referenceOf(model, equipment, 'PowerSystemResource.Location', report)?.id ?? back.get(equipment.id);
};

const pointsByLocation = (model: CimModel, report: Report): ReadonlyMap<string, readonly LonLat[]> => {
  const found = new Map<string, { sequence: number; position: LonLat }[]>();
  for (const point of model.ofClass('PositionPoint')) {
    const location = referenceOf(model, point, 'PositionPoint.Location', report);
    if (!location) continue;
    const x = textOf(point, 'PositionPoint.xPosition');
    const y = textOf(point, 'PositionPoint.yPosition');
    const [lon, lat] = [Number(x || Number.NaN), Number(y || Number.NaN)];
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
      report(notDegrees(location, `${x}, ${y}`));
      continue;
    }
    const sequence = numberOf(point, report, 'PositionPoint.sequenceNumber') ?? 0;
    const points = found.get(location.id);
    if (points) points.push({ sequence, position: [lon, lat] });
    else found.set(location.id, [{ sequence, position: [lon, lat] }]);
  }
  return new Map(
    Array.from(found, ([id, points]) => [
      id,
      points.sort((a, b) => a.sequence - b.sequence).map(({ position }) => position),
    ]),
  );
};

const refuseOtherSystems = (model: CimModel, report: Report): void => {
  for (const system of model.ofClass('CoordinateSystem')) {
    const said = textOf(system, 'CoordinateSystem.crsUrn', 'IdentifiedObject.name');
    if (said !== undefined && !isWgs84(said)) report(otherSystem(system, said));
  }
};

const otherSystem = (system: KeptObject, said: string) =>
  problemOf('unsupported-coordinates', system, 'CoordinateSystem.crsUrn', {
    zh: `坐标系为 ${quoted(said)}，仅接受 WGS-84（EPSG:4326，经纬度）。请在导出时选择 EPSG:4326，或先转换坐标。`,
    en: `positions are in ${quoted(said)}; only WGS-84 longitude and latitude (EPSG:4326) are read. Choose EPSG:4326 in the export, or convert the positions first.`,
  });

const notDegrees = (location: KeptObject, text: string) =>
  problemOf('bad-coordinates', location, 'PositionPoint.xPosition', {
    zh: `坐标 ${quoted(text)} 无效：xPosition 应为经度 ±180，yPosition 应为纬度 ±90（WGS-84 度）。`,
    en: `${quoted(text)} is not longitude ±180 (xPosition) and latitude ±90 (yPosition) in WGS-84 degrees. Check for swapped or projected coordinates.`,
  });
