import type { EdgeClass, Importance, NodeClass, ServiceArea } from '../facts.ts';
import { EDGE_CLASSES, IMPORTANCE_CLASSES, NODE_CLASSES, SERVICE_AREAS } from '../facts.ts';
import type { NetworkColumns } from '../model.ts';
import { PHASES } from '../model.ts';

export type NodeFeature = {
  readonly type: 'Feature';
  readonly geometry: { readonly type: 'Point'; readonly coordinates: readonly [number, number] };
  readonly properties: {
    readonly id: string;
    readonly class: NodeClass;
    readonly customers?: number;
    readonly kw?: number;
    readonly area?: ServiceArea;
    readonly importance?: Importance;
    readonly name?: string;
    readonly nameEn?: string;
    readonly substation?: string;
  };
};

export type EdgeFeature = {
  readonly type: 'Feature';
  readonly geometry: {
    readonly type: 'LineString';
    readonly coordinates: readonly (readonly [number, number])[];
  } | null;
  readonly properties: {
    readonly id: string;
    readonly class: EdgeClass;
    readonly from: string;
    readonly to: string;
    readonly normalOpen?: boolean;
    readonly telemetered?: boolean;
    readonly phases?: string;
    readonly feeder?: string;
    readonly ratedKva?: number;
    readonly ratedA?: number;
    readonly kv?: number;
    readonly lengthM?: number;
    readonly name?: string;
    readonly nameEn?: string;
  };
};

export type NetworkFeature = NodeFeature | EdgeFeature;

/** Columns of well-formed features, for networks made in tests. Files go through the importer, which checks them. */
export const columnsOf = (features: Iterable<NetworkFeature>, version = 'test-1'): NetworkColumns => {
  const all = [...features];
  const nodes = all.filter((feature): feature is NodeFeature => !('from' in feature.properties));
  const edges = all.filter((feature): feature is EdgeFeature => 'from' in feature.properties);
  const nodeOf = new Map(nodes.map(({ properties }, index) => [properties.id, index]));
  const feeders = [...new Set(['', ...edges.map(({ properties }) => properties.feeder ?? '')])];
  const geometries = edges.map(({ geometry }) => geometry?.coordinates ?? []);
  const geometryStart = new Uint32Array(edges.length + 1);
  geometries.forEach((line, index) => {
    geometryStart[index + 1] = (geometryStart[index] as number) + line.length;
  });
  return {
    version,
    name: 'Generated network',
    source: '',
    feeders,
    nodes: {
      ids: nodes.map(({ properties }) => properties.id),
      class: Uint8Array.from(nodes, ({ properties }) => NODE_CLASSES.indexOf(properties.class)),
      lon: Float64Array.from(nodes, ({ geometry }) => geometry.coordinates[0]),
      lat: Float64Array.from(nodes, ({ geometry }) => geometry.coordinates[1]),
      customers: Uint32Array.from(nodes, ({ properties }) =>
        properties.class === 'EnergyConsumer' ? (properties.customers ?? 1) : 0,
      ),
      kw: Float32Array.from(nodes, ({ properties }) => properties.kw ?? 0),
      area: Uint8Array.from(nodes, ({ properties }) => SERVICE_AREAS.indexOf(properties.area ?? 'urban')),
      importance: Uint8Array.from(nodes, ({ properties }) =>
        properties.importance ? 1 + IMPORTANCE_CLASSES.indexOf(properties.importance) : 0,
      ),
      names: textsOf(nodes, ({ properties }) => properties.name),
      namesEn: textsOf(nodes, ({ properties }) => properties.nameEn),
      substations: textsOf(nodes, ({ properties }) => properties.substation),
    },
    edges: {
      ids: edges.map(({ properties }) => properties.id),
      class: Uint8Array.from(edges, ({ properties }) => EDGE_CLASSES.indexOf(properties.class)),
      from: Uint32Array.from(edges, ({ properties }) => nodeOf.get(properties.from) as number),
      to: Uint32Array.from(edges, ({ properties }) => nodeOf.get(properties.to) as number),
      normalOpen: Uint8Array.from(edges, ({ properties }) => (properties.normalOpen ? 1 : 0)),
      telemetered: Uint8Array.from(edges, ({ properties }) => (properties.telemetered ? 1 : 0)),
      phases: new Uint8Array(edges.length).fill(PHASES.A | PHASES.B | PHASES.C),
      feeder: Uint32Array.from(edges, ({ properties }) => feeders.indexOf(properties.feeder ?? '')),
      ratedKva: Float32Array.from(edges, ({ properties }) => properties.ratedKva ?? 0),
      ratedA: Float32Array.from(edges, ({ properties }) => properties.ratedA ?? 0),
      kilovolts: Float32Array.from(edges, ({ properties }) => properties.kv ?? 0),
      lengthM: Float32Array.from(edges, ({ properties }) => properties.lengthM ?? 0),
      geometryStart,
      coordinates: Float64Array.from(geometries.flat(2)),
      names: textsOf(edges, ({ properties }) => properties.name),
      namesEn: textsOf(edges, ({ properties }) => properties.nameEn),
    },
  };
};

const textsOf = <T>(features: readonly T[], text: (feature: T) => string | undefined): Map<number, string> => {
  const found = new Map<number, string>();
  features.forEach((feature, index) => {
    const value = text(feature);
    if (value !== undefined) found.set(index, value);
  });
  return found;
};
