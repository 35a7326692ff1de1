import type { EdgeClass } from '@relight/shared/network/facts';
import { NODE_CLASSES } from '@relight/shared/network/facts';
import type { NetworkModel } from '@relight/shared/network/model';
import { edgeClassName } from '@relight/shared/network/model';
import { positionOfEdge } from '@relight/shared/network/position';
import { sectionTotals } from '@relight/shared/network/section-totals';
import type { LineIndex, PointIndex } from './tile-search.ts';
import { lineIndex, pointIndex } from './tile-search.ts';
import { worldX, worldY } from './world.ts';

/** Everything that encoding a tile needs, made once for each network version. World coordinates: see world.ts. */
export type TileIndex = {
  readonly model: NetworkModel;
  readonly nodeX: Uint32Array;
  readonly nodeY: Uint32Array;
  /** The stored line geometry: x, y, x, y, … */
  readonly lineXY: Uint32Array;
  /** Size class of each section, 0 … 3, by the customers fed through it. */
  readonly size: Uint8Array;
  readonly lines: LineIndex;
  /** Service points, by node number. */
  readonly points: PointIndex;
  /** Devices by edge number, and sources by −1 − node number. */
  readonly devices: PointIndex;
};

/** Service points are drawn from this zoom on; below it they would be a smear, and cost most of the bytes. */
export const POINTS_FROM_ZOOM = 13;
/** Deepest zoom with tiles of its own; a map enlarges these further in. One unit is 15 cm on the equator. */
export const MAX_TILE_ZOOM = 16;

export const tileIndex = (model: NetworkModel): TileIndex => {
  const { nodes, edges, sections } = model;
  const nodeX = new Uint32Array(nodes.ids.length).map((_, node) => worldX(nodes.lon[node] as number));
  const nodeY = new Uint32Array(nodes.ids.length).map((_, node) => worldY(nodes.lat[node] as number));
  const lineXY = new Uint32Array(edges.coordinates.length).map((_, i) =>
    i % 2 === 0 ? worldX(edges.coordinates[i] as number) : worldY(edges.coordinates[i] as number),
  );
  const { customers } = sectionTotals(model);
  const fed = new Float64Array(sections.count).map(
    (_, section) => (customers[sections.end[section] as number] as number) - (customers[section] as number),
  );

  const consumer = NODE_CLASSES.indexOf('EnergyConsumer');
  const points = Uint32Array.from(numbersWhere(nodes.class, (nodeClass) => nodeClass === consumer));
  const base = { model, nodeX, nodeY, lineXY };
  return {
    ...base,
    size: Uint8Array.from(fed, sizeClass),
    lines: lineIndex(base, sectionMinZooms(model, fed)),
    points: pointIndex(
      points,
      (node) => [nodeX[node] as number, nodeY[node] as number],
      () => POINTS_FROM_ZOOM,
    ),
    devices: deviceIndex(model, nodeX, nodeY, fed),
  };
};

/** Customers below the entry of each section, itself included. */
const fedThrough = (model: NetworkModel): Float64Array => {
  const { sections } = model;
  const { customers } = sectionTotals(model);
  return new Float64Array(sections.count).map(
    (_, section) => (customers[sections.end[section] as number] as number) - (customers[section] as number),
  );
};

/** From which zoom the lines of each section, and service points, are in the tiles. */
export const fromZooms = (model: NetworkModel): { readonly lines: Uint8Array; readonly points: number } => ({
  lines: sectionMinZooms(model, fedThrough(model)),
  points: POINTS_FROM_ZOOM,
});

const sizeClass = (customers: number): number =>
  customers >= 2000 ? 3 : customers >= 400 ? 2 : customers >= 60 ? 1 : 0;

/**
 * From which zoom a section's lines are drawn. The sections that feed most come first, and each zoom takes what a screen of the whole network
 * can bear; a small network is drawn whole at every zoom. Measured: 300,000 lines at city zoom decide how slowly a map pans.
 */
const sectionMinZooms = ({ sections }: NetworkModel, fed: Float64Array): Uint8Array => {
  const order = Uint32Array.from(fed, (_, section) => section).sort(
    (a, b) => (fed[b] as number) - (fed[a] as number) || a - b,
  );
  const minZoom = new Uint8Array(sections.count);
  let lines = 0;
  for (const section of order) {
    lines += (sections.edgeStart[section + 1] as number) - (sections.edgeStart[section] as number);
    minZoom[section] = LINE_BUDGETS.find(({ upTo }) => lines <= upTo)?.zoom ?? LAST_LINE_ZOOM;
  }
  return minZoom;
};

const LINE_BUDGETS = [
  { upTo: 8_000, zoom: 0 },
  { upTo: 30_000, zoom: 10 },
  { upTo: 120_000, zoom: 12 },
] as const;
const LAST_LINE_ZOOM = 13;

const deviceIndex = (model: NetworkModel, nodeX: Uint32Array, nodeY: Uint32Array, fed: Float64Array): PointIndex => {
  const { nodes, edges, sections } = model;
  const source = NODE_CLASSES.indexOf('EnergySource');
  const sources = Array.from(
    numbersWhere(nodes.class, (nodeClass) => nodeClass === source),
    (node) => -1 - node,
  );
  const devices = [...new Set(sections.devices)].sort((a, b) => a - b);
  const fedByDevice = new Map<number, number>();
  sections.entry.forEach((edge, section) => {
    if (edge >= 0) fedByDevice.set(edge, fed[section] as number);
  });
  const place = (item: number): readonly [number, number] => {
    if (item < 0) return [nodeX[-1 - item] as number, nodeY[-1 - item] as number];
    const { lon, lat } = positionOfEdge(model, item);
    return [worldX(lon), worldY(lat)];
  };
  const minZoom = (item: number): number => {
    if (item < 0) return 0;
    const byClass = DEVICE_ZOOMS[edgeClassName(edges.class[item] as number)];
    const important = edges.normalOpen[item] === 1 || (fedByDevice.get(item) ?? 0) >= 2000;
    return important ? Math.min(byClass, 12) : byClass;
  };
  return pointIndex(Int32Array.from([...sources, ...devices]), place, minZoom);
};

/** From which zoom a device is drawn. Open points and devices that feed much come at 12 at the latest. */
const DEVICE_ZOOMS: Readonly<Record<EdgeClass, number>> = {
  Breaker: 11,
  Recloser: 11,
  Sectionaliser: 12,
  LoadBreakSwitch: 13,
  Disconnector: 13,
  Fuse: 13,
  PowerTransformer: 13,
  Jumper: 13,
  ACLineSegment: 13,
};

function* numbersWhere(column: Uint8Array, holds: (value: number) => boolean): Generator<number> {
  for (let i = 0; i < column.length; i++) if (holds(column[i] as number)) yield i;
}
