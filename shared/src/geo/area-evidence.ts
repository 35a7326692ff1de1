import KDBush from 'kdbush';
import { EDGE_CLASSES, NODE_CLASSES } from '../network/facts.ts';
import type { NetworkModel } from '../network/model.ts';
import { sectionOfNode } from '../network/model.ts';
import { forEachPosition } from '../network/position.ts';
import type { Ranges } from '../network/ranges.ts';
import { hasSection, pairs } from '../network/ranges.ts';
import type { Bounds } from './bounds.ts';
import type { Seeds } from './distance-field.ts';
import type { LocalFrame } from './local-frame.ts';

export const servicePointsIn = ({ nodes, sections }: NetworkModel, ranges: Ranges): number[] => {
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
export const conductorsIn = (model: NetworkModel, ranges: Ranges): number[] => {
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

export const nodeTest = (model: NetworkModel, ranges: Ranges): ((node: number) => boolean) => {
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

export const boundsOfAll = (
  model: NetworkModel,
  nodes: readonly number[],
  edges: readonly number[],
): Bounds | undefined => {
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

export const placesOf = ({ nodes }: NetworkModel, chosen: readonly number[], frame: LocalFrame) => ({
  x: Float64Array.from(chosen, (node) => frame.x(nodes.lon[node] as number)),
  y: Float64Array.from(chosen, (node) => frame.y(nodes.lat[node] as number)),
});

export const placesAlong = (
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
export const medianSpacing = ({ x, y }: { x: Float64Array; y: Float64Array }): number => {
  if (x.length < 2) return 0;
  const tree = new KDBush(x.length);
  for (let i = 0; i < x.length; i++) tree.add(x[i] as number, y[i] as number);
  tree.finish();
  const spacings: number[] = [];
  for (let i = 0; i < x.length; i += Math.ceil(x.length / 200)) {
    const [px, py] = [x[i] as number, y[i] as number];
    for (let radius = 20; radius < FARTHEST_M; radius *= 2) {
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

/** Points farther apart than this are alone. */
const FARTHEST_M = 3000;
