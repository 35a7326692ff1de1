import { area, booleanPointInPolygon } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import KDBush from 'kdbush';
import { NODE_CLASSES } from '../network/facts.ts';
import type { NetworkModel } from '../network/model.ts';
import type { Bounds } from './bounds.ts';
import { boundsAround, boundsOf } from './bounds.ts';
import type { Position } from './distance.ts';
import { distanceM } from './distance.ts';

/** Spatial questions about the service points of one network version. Positions in degrees; answers are node numbers. */
export type ServicePointIndex = {
  readonly within: (bounds: Bounds) => readonly number[];
  /** The nearest service point at most `maxM` metres away. */
  readonly nearest: (position: Position, maxM: number) => number | undefined;
  /** Service points inside a drawn area, its edge included, in ascending order. */
  readonly inside: (shape: Polygon | MultiPolygon) => readonly number[];
};

/** Indexes once for each model: a million points take about half a second, a question microseconds. */
export const servicePointIndex = (model: NetworkModel): ServicePointIndex => {
  const known = indexes.get(model);
  if (known) return known;
  const made = makeIndex(model);
  indexes.set(model, made);
  return made;
};

const indexes = new WeakMap<NetworkModel, ServicePointIndex>();

const makeIndex = ({ nodes }: NetworkModel): ServicePointIndex => {
  const consumer = NODE_CLASSES.indexOf('EnergyConsumer');
  const points: number[] = [];
  for (let node = 0; node < nodes.ids.length; node++) if (nodes.class[node] === consumer) points.push(node);
  const tree = new KDBush(points.length);
  for (const node of points) tree.add(nodes.lon[node] as number, nodes.lat[node] as number);
  tree.finish();

  const within = (bounds: Bounds) => tree.range(...bounds).map((index) => points[index] as number);
  const position = (node: number): Position => ({ lon: nodes.lon[node] as number, lat: nodes.lat[node] as number });

  const nearest = (from: Position, maxM: number): number | undefined => {
    // Small boxes first: in a dense city a box of `maxM` would hold thousands of points.
    for (let radiusM = Math.min(maxM, FIRST_BOX_M); ; radiusM = Math.min(maxM, radiusM * 4)) {
      let best: number | undefined;
      let bestM = radiusM;
      for (const node of within(boundsAround(from, radiusM))) {
        const awayM = distanceM(from, position(node));
        if (awayM < bestM || (awayM === bestM && (best === undefined || node < best))) {
          best = node;
          bestM = awayM;
        }
      }
      if (best !== undefined || radiusM >= maxM) return best;
    }
  };

  const inside = (shape: Polygon | MultiPolygon) =>
    within(boundsOf(shape))
      .filter((node) => booleanPointInPolygon([nodes.lon[node] as number, nodes.lat[node] as number], shape))
      .sort((a, b) => a - b);

  return { within, nearest, inside };
};

const FIRST_BOX_M = 60;

/** Square kilometres on the ground. */
export const areaKm2 = (shape: Polygon | MultiPolygon): number => area(shape) / 1e6;
