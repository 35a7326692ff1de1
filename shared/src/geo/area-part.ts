import type { NetworkModel } from '../network/model.ts';
import type { Ranges } from '../network/ranges.ts';
import {
  boundsOfAll,
  conductorsIn,
  medianSpacing,
  nodeTest,
  placesAlong,
  placesOf,
  servicePointsIn,
} from './area-evidence.ts';
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

/** Sections that are drawn in one go, and all that are without supply with them. */
export type AreaPart = { readonly model: NetworkModel; readonly part: Ranges; readonly ranges: Ranges };

/** Draws the sections of one part, on a raster over their extent. Pauses between the steps. */
export function* areaPart({ model, part, ranges }: AreaPart): Generator<void, Ring[][]> {
  const deadNodes = servicePointsIn(model, part);
  const edges = conductorsIn(model, part);
  const bounds = boundsOfAll(model, deadNodes, edges);
  if (!bounds) return [];
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

  yield;
  const field = yield* areaField(raster, { dead, live, lines }, { reach, fill });
  yield;
  const drawn = areaShape(raster, field, frame);
  yield;
  const shape = withoutSpecks(drawn, { frame, dead, live, reach });
  yield;
  return madeTrue(shape, frame, { dead, live, reach });
}

/** On open land the area reaches 1.7 times the usual distance between service points, but at least across a street. */
const SPACINGS = 1.7;
const MIN_REACH_M = 90;
const MAX_REACH_M = 800;
/** Streets up to 2 · FILL reaches beyond each other's reach belong to one area. */
const FILL = 1.1;
/** Cells along the longer side. */
const MAX_CELLS = 512;

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
