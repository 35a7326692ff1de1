import type { EdgeClass, Importance, NodeClass } from '../facts.ts';
import { seeded } from '../seeded.ts';
import type { EdgeFeature, NetworkFeature, NodeFeature } from './features.ts';

export type CityPlan = {
  readonly seed: number;
  readonly substations: number;
  readonly feedersPerSubstation: number;
  readonly lateralsPerFeeder: number;
  readonly transformersPerLateral: number;
  readonly pointsPerTransformer: number;
  /** Ties between neighbouring feeders that are closed, which makes the network meshed. 0 … 1. */
  readonly closedTies?: number;
};

export const SMALL_CITY: CityPlan = {
  seed: 7,
  substations: 2,
  feedersPerSubstation: 3,
  lateralsPerFeeder: 6,
  transformersPerLateral: 4,
  pointsPerTransformer: 6,
};

/**
 * A city of radial feeders on a street grid: breaker, trunk with load-break switches and a recloser half-way, fused laterals across it,
 * transformers along each lateral, service points along the street, and normally open ties between the ends of neighbouring feeders.
 * Features come one by one, so a city of a million service points can be written to a file without being held.
 */
export function* cityFeatures(plan: CityPlan): Generator<NetworkFeature> {
  const chance = seeded(plan.seed);
  const lateralLength = plan.transformersPerLateral * TRANSFORMER_SPACING_M;
  const feederHeight = 2 * lateralLength + STREET_M;
  const trunkLength = (plan.lateralsPerFeeder / 2 + 2) * STREET_M;
  const columns = Math.ceil(Math.sqrt(plan.substations));

  const node = (
    id: string,
    nodeClass: NodeClass,
    at: Metres,
    extra: Partial<NodeFeature['properties']> = {},
  ): NodeFeature => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: toDegrees(at) },
    properties: { id, class: nodeClass, ...extra },
  });
  const edge = (
    id: string,
    edgeClass: EdgeClass,
    [from, to]: readonly [NodeFeature, NodeFeature],
    extra: Partial<EdgeFeature['properties']> = {},
  ): EdgeFeature => ({
    type: 'Feature',
    geometry: null,
    properties: { id, class: edgeClass, from: from.properties.id, to: to.properties.id, ...extra },
  });
  const jitter = (metres: number) => (chance.unit() - 0.5) * 2 * metres;

  for (let s = 0; s < plan.substations; s++) {
    const origin: Metres = {
      x: (s % columns) * (trunkLength + STREET_M * 3),
      y: Math.floor(s / columns) * plan.feedersPerSubstation * feederHeight,
    };
    const bus = node(`sub${s}`, 'EnergySource', origin, { name: `${s + 1} 号变电站`, nameEn: `Substation ${s + 1}` });
    yield bus;
    let previousEnd: NodeFeature | undefined;
    for (let f = 0; f < plan.feedersPerSubstation; f++) {
      const feeder = `F${s}-${f}`;
      const y = origin.y + f * feederHeight + feederHeight / 2;
      const of = { feeder };
      let trunk = node(`${feeder}.t0`, 'ConnectivityNode', { x: origin.x + 20, y });
      yield trunk;
      yield edge(`${feeder}.cb`, 'Breaker', [bus, trunk], { ...of, telemetered: true, name: `${feeder} 出线开关` });
      for (let l = 0; l < plan.lateralsPerFeeder; l++) {
        const side = l % 2 === 0 ? 1 : -1;
        if (side === 1) {
          const x = origin.x + STREET_M * (1 + l / 2) + jitter(15);
          const next = node(`${feeder}.t${l + 1}`, 'ConnectivityNode', { x: x - 10, y: y + jitter(10) });
          const after = node(`${feeder}.u${l + 1}`, 'ConnectivityNode', { x, y: y + jitter(10) });
          yield next;
          yield after;
          yield edge(`${feeder}.trunk${l + 1}`, 'ACLineSegment', [trunk, next], of);
          const half = l === 2 * Math.floor(plan.lateralsPerFeeder / 4);
          yield half && l > 0
            ? edge(`${feeder}.rc`, 'Recloser', [next, after], { ...of, telemetered: true })
            : edge(`${feeder}.sw${l + 1}`, 'LoadBreakSwitch', [next, after], of);
          trunk = after;
        }
        const [x0 = 0, y0 = 0] = toMetres(trunk.geometry.coordinates);
        const lateral = `${feeder}.l${l + 1}`;
        let along = node(`${lateral}.0`, 'ConnectivityNode', { x: x0, y: y0 + side * 15 });
        yield along;
        yield edge(`${lateral}.fuse`, 'Fuse', [trunk, along], { ...of, name: `${feeder} 支线 ${l + 1}` });
        for (let t = 0; t < plan.transformersPerLateral; t++) {
          const tap: Metres = { x: x0 + jitter(12), y: y0 + side * (60 + t * TRANSFORMER_SPACING_M) };
          const high = node(`${lateral}.h${t}`, 'ConnectivityNode', tap);
          const low = node(`${lateral}.x${t}`, 'ConnectivityNode', { x: tap.x + 4, y: tap.y });
          yield high;
          yield low;
          yield edge(`${lateral}.line${t}`, 'ACLineSegment', [along, high], of);
          yield edge(`${lateral}.tr${t}`, 'PowerTransformer', [high, low], of);
          for (let p = 0; p < plan.pointsPerTransformer; p++) {
            const offset = (p - (plan.pointsPerTransformer - 1) / 2) * ((STREET_M * 0.85) / plan.pointsPerTransformer);
            const rare = chance.unit();
            const importance: Importance | undefined =
              rare < 0.0005 ? 'special' : rare < 0.002 ? 'first' : rare < 0.006 ? 'second' : undefined;
            const point = node(
              `${lateral}.p${t}.${p}`,
              'EnergyConsumer',
              { x: tap.x + offset, y: tap.y + jitter(25) },
              {
                customers: chance.whole(1, 3),
                area: s === 0 ? 'urban' : 'rural',
                ...(importance ? { importance } : {}),
              },
            );
            yield point;
            yield edge(`${lateral}.s${t}.${p}`, 'ACLineSegment', [low, point], of);
          }
          along = high;
        }
      }
      const tieEnd = node(`${feeder}.end`, 'ConnectivityNode', { x: origin.x + trunkLength, y });
      yield tieEnd;
      yield edge(`${feeder}.last`, 'ACLineSegment', [trunk, tieEnd], of);
      if (previousEnd) {
        const normalOpen = chance.unit() >= (plan.closedTies ?? 0);
        yield edge(`${feeder}.tie`, 'LoadBreakSwitch', [previousEnd, tieEnd], { normalOpen });
      }
      previousEnd = tieEnd;
    }
  }
}

const STREET_M = 180;
const TRANSFORMER_SPACING_M = 140;

/** Metres east and north of the city's south-western corner. */
type Metres = { readonly x: number; readonly y: number };
const CORNER = [120.1, 30.2] as const;
const LAT_M = 111_195;
const LON_M = LAT_M * Math.cos((CORNER[1] * Math.PI) / 180);

const toDegrees = ({ x, y }: Metres): readonly [number, number] => [
  Math.round((CORNER[0] + x / LON_M) * 1e7) / 1e7,
  Math.round((CORNER[1] + y / LAT_M) * 1e7) / 1e7,
];

const toMetres = ([lon, lat]: readonly [number, number]) => [(lon - CORNER[0]) * LON_M, (lat - CORNER[1]) * LAT_M];
