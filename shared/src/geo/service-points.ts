import { area, booleanPointInPolygon } from '@turf/turf';
import type { MultiPolygon, Polygon } from 'geojson';
import { NODE_CLASSES } from '../network/facts.ts';
import type { NetworkModel } from '../network/model.ts';
import type { Bounds } from './bounds.ts';
import { boundsOf } from './bounds.ts';
import type { Position } from './distance.ts';
import { positionIndex } from './position-index.ts';

/** Spatial questions about the service points of one network version. Positions in degrees; answers are node numbers. */
export type ServicePointIndex = {
  readonly within: (bounds: Bounds) => readonly number[];
  /** The nearest service point at most `maxM` metres away. */
  readonly nearest: (from: Position, maxM: number) => number | undefined;
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
  for (let node = 0; node < nodes.class.length; node++) if (nodes.class[node] === consumer) points.push(node);
  const { within, nearest } = positionIndex(points, (node) => ({
    lon: nodes.lon[node] as number,
    lat: nodes.lat[node] as number,
  }));
  return {
    within,
    nearest: (from, maxM) => nearest(from, maxM, 1)[0]?.item,
    inside: (shape) =>
      within(boundsOf(shape))
        .filter((node) => booleanPointInPolygon([nodes.lon[node] as number, nodes.lat[node] as number], shape))
        .sort((a, b) => a - b),
  };
};

/** Square kilometres on the ground. */
export const areaKm2 = (shape: Polygon | MultiPolygon): number => area(shape) / 1e6;
