import type { MultiPolygon } from 'geojson';
import KDBush from 'kdbush';
import { EDGE_CLASSES, NODE_CLASSES } from '../network/facts.ts';
import type { NetworkModel } from '../network/model.ts';
import { sectionOfNode } from '../network/model.ts';
import { forEachPosition } from '../network/position.ts';
import type { Ranges } from '../network/ranges.ts';
import { hasSection, pairs } from '../network/ranges.ts';
import { areaField } from './area-field.ts';
import type { Ring } from './area-shape.ts';
import { areaShape, signedArea } from './area-shape.ts';
import { madeTrue } from './area-truth.ts';
import type { Bounds } from './bounds.ts';
import type { Raster, Seeds } from './distance-field.ts';
import type { LocalFrame } from './local-frame.ts';
import { centreOf, localFrame } from './local-frame.ts';
import { ringTest } from './point-in-rings.ts';
import { servicePointIndex } from './service-points.ts';

/**
 * The area that is without supply when these sections are: a smooth shape that holds every service point in them and no other one
 * (measured against convex and concave hulls, buffers, hexagons and Voronoi cells: the only one that neither claims streets that
 * have supply nor falls into stripes). Deterministic. Empty where the sections hold neither service points nor lines.
 *
 * Time grows with the raster, not with the points: 0.1–0.5 s; beyond some thousand points better not on a thread that answers requests.
 */
export const affectedArea = ({
  model,
  ranges,
}: {
  readonly model: NetworkModel;
  readonly ranges: Ranges;
}): MultiPolygon => {
  const deadNodes = servicePointsIn(model, ranges);
  const edges = conductorsIn(model, ranges);
  const bounds = boundsOfAll(model, deadNodes, edges);
  if (!bounds) return { type: 'MultiPolygon', coordinates: [] };
  const frame = localFrame(centreOf(bounds));
  const dead = placesOf(model, deadNodes, frame);

  const width = frame.x(bounds[2]) - frame.x(bounds[0]);
  const height = frame.y(bounds[3]) - frame.y(bounds[1]);
  const wanted = Math.max(MIN_REACH_M, Math.min(MAX_REACH_M, SPACINGS * medianSpacing(dead)));
  const cell = Math.max(wanted / 6, Math.max(width, height) / MAX_CELLS);
  const reach = Math.max(wanted, 3 * cell);
  const fill = reach * FILL;
  const margin = reach + fill + 4 * cell;
  const raster: Raster = {
    x0: frame.x(bounds[0]) - margin,
    y0: frame.y(bounds[1]) - margin,
    cell,
    columns: Math.ceil((width + 2 * margin) / cell),
    rows: Math.ceil((height + 2 * margin) / cell),
  };
  const around: Bounds = [
    frame.lon(raster.x0),
    frame.lat(raster.y0),
    frame.lon(raster.x0 + raster.columns * cell),
    frame.lat(raster.y0 + raster.rows * cell),
  ];
  const isDead = nodeTest(model, ranges);
  const live = placesOf(
    model,
    servicePointIndex(model)
      .within(around)
      .filter((node) => !isDead(node)),
    frame,
  );
  const lines = placesAlong(model, edges, { frame, stepM: cell / 2 });

  const field = areaField(raster, { dead, live, lines }, { reach, fill });
  const shape = withoutSpecks(areaShape(raster, field, frame), { frame, dead, live, reach });
  return { type: 'MultiPolygon', coordinates: madeTrue(shape, frame, { dead, live, reach }) };
};

/** On open land the area reaches 1.7 times the usual distance between service points, but at least across a street. */
const SPACINGS = 1.7;
const MIN_REACH_M = 90;
const MAX_REACH_M = 800;
/** Streets up to 2 · FILL reaches beyond each other's reach belong to one area. */
const FILL = 1.1;
/** Cells along the longer side. */
const MAX_CELLS = 512;

const servicePointsIn = ({ nodes, sections }: NetworkModel, ranges: Ranges): number[] => {
  const consumer = NODE_CLASSES.indexOf('EnergyConsumer');
  const found: number[] = [];
  for (const [from, to] of within(ranges, sections.count)) {
    const end = sections.nodeStart[to] as number;
    for (let node = sections.nodeStart[from] as number; node < end; node++)
      if (nodes.class[node] === consumer) found.push(node);
  }
  return found;
};

/** Lines with both ends in the sections. The device that parts them from what is live is at the edge, and not part of the area. */
const conductorsIn = (model: NetworkModel, ranges: Ranges): number[] => {
  const { edges, sections } = model;
  const line = EDGE_CLASSES.indexOf('ACLineSegment');
  const isDead = nodeTest(model, ranges);
  const found: number[] = [];
  for (const [from, to] of within(ranges, sections.count)) {
    const end = sections.edgeStart[to] as number;
    for (let edge = sections.edgeStart[from] as number; edge < end; edge++) {
      if (edges.class[edge] === line || (isDead(edges.from[edge] as number) && isDead(edges.to[edge] as number)))
        found.push(edge);
    }
  }
  return found;
};

const nodeTest = (model: NetworkModel, ranges: Ranges): ((node: number) => boolean) => {
  const starts: number[] = [];
  const ends: number[] = [];
  for (const [from, to] of within(ranges, model.sections.count)) {
    starts.push(model.sections.nodeStart[from] as number);
    ends.push(model.sections.nodeStart[to] as number);
  }
  if (starts.length > 64) return (node) => hasSection(ranges, sectionOfNode(model, node));
  return (node) => starts.some((start, index) => node >= start && node < (ends[index] as number));
};

function* within(ranges: Ranges, count: number): Generator<readonly [number, number]> {
  for (const [from, to] of pairs(ranges))
    if (from >= 0 && from < Math.min(to, count)) yield [from, Math.min(to, count)];
}

const boundsOfAll = (model: NetworkModel, nodes: readonly number[], edges: readonly number[]): Bounds | undefined => {
  if (nodes.length === 0 && edges.length === 0) return undefined;
  const far = Number.POSITIVE_INFINITY;
  let [west, south, east, north] = [far, far, -far, -far];
  const include = (lon: number, lat: number) => {
    west = Math.min(west, lon);
    south = Math.min(south, lat);
    east = Math.max(east, lon);
    north = Math.max(north, lat);
  };
  for (const node of nodes) include(model.nodes.lon[node] as number, model.nodes.lat[node] as number);
  for (const edge of edges) forEachPosition(model, edge, include);
  return [west, south, east, north];
};

const placesOf = ({ nodes }: NetworkModel, chosen: readonly number[], frame: LocalFrame) => ({
  x: Float64Array.from(chosen, (node) => frame.x(nodes.lon[node] as number)),
  y: Float64Array.from(chosen, (node) => frame.y(nodes.lat[node] as number)),
});

const placesAlong = (
  model: NetworkModel,
  edges: readonly number[],
  { frame, stepM }: { frame: LocalFrame; stepM: number },
): Seeds => {
  const x: number[] = [];
  const y: number[] = [];
  for (const edge of edges) {
    let last: readonly [number, number] | undefined;
    forEachPosition(model, edge, (lon, lat) => {
      const to = [frame.x(lon), frame.y(lat)] as const;
      const [fromX, fromY] = last ?? to;
      const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - fromX, to[1] - fromY) / stepM));
      for (let step = 0; step < steps; step++) {
        x.push(fromX + ((to[0] - fromX) * step) / steps);
        y.push(fromY + ((to[1] - fromY) * step) / steps);
      }
      last = to;
    });
    if (last) {
      x.push(last[0]);
      y.push(last[1]);
    }
  }
  return { x, y };
};

/** The usual distance from a service point to the next, in metres, from at most 200 of them. */
const medianSpacing = ({ x, y }: { x: Float64Array; y: Float64Array }): number => {
  if (x.length < 2) return 0;
  const tree = new KDBush(x.length);
  for (let i = 0; i < x.length; i++) tree.add(x[i] as number, y[i] as number);
  tree.finish();
  const spacings: number[] = [];
  for (let i = 0; i < x.length; i += Math.ceil(x.length / 200)) {
    const [px, py] = [x[i] as number, y[i] as number];
    for (let radius = 20; radius < 4 * MAX_REACH_M; radius *= 2) {
      const others = tree.within(px, py, radius).filter((other) => other !== i);
      if (others.length === 0) continue;
      spacings.push(
        Math.min(...others.map((other) => Math.hypot((x[other] as number) - px, (y[other] as number) - py))),
      );
      break;
    }
  }
  return spacings.sort((a, b) => a - b)[spacings.length >> 1] ?? 0;
};

type Kept = { readonly frame: LocalFrame; readonly dead: Seeds; readonly live: Seeds; readonly reach: number };

/** Leaves out parts too small to matter that no dead service point needs, and holes that no live one needs. */
const withoutSpecks = (shape: Ring[][], { frame, dead, live, reach }: Kept): Ring[][] => {
  const squareMetres = (ring: Ring) =>
    Math.abs(signedArea(ring.map(([lon = 0, lat = 0]) => [frame.x(lon), frame.y(lat)]))) / 2;
  const holds = (ring: Ring, places: Seeds) => {
    const test = ringTest([ring]);
    for (let i = 0; i < places.x.length; i++)
      if (test(frame.lon(places.x[i] as number), frame.lat(places.y[i] as number))) return true;
    return false;
  };
  return shape
    .filter(([outer = []]) => squareMetres(outer) > reach * reach || holds(outer, dead))
    .map(([outer = [], ...holes]) => [
      outer,
      ...holes.filter((hole) => squareMetres(hole) > (4 * reach) ** 2 || holds(hole, live)),
    ]);
};
