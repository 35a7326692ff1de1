import { buildNetwork } from '@relight/shared/network/build';
import type { NetworkModel } from '@relight/shared/network/model';
import type { EdgeFeature, NetworkFeature, NodeFeature } from '@relight/shared/network/testing/features';
import { columnsOf } from '@relight/shared/network/testing/features';

type Class = EdgeFeature['properties']['class'];

/** Collects the features of a network that is made up, with places in kilometres from a corner. */
export type Draft = {
  readonly build: (version: string) => NetworkModel;
  readonly node: (id: string, x: number, y: number, properties?: Partial<NodeFeature['properties']>) => string;
  readonly join: (
    id: string,
    edgeClass: Class,
    from: string,
    to: string,
    properties?: Partial<EdgeFeature['properties']>,
  ) => void;
  /** A transformer at a place, and so many service points of one customer each behind it. Returns its low side. */
  readonly transformer: (id: string, high: string, at: readonly [x: number, y: number]) => string;
  readonly customers: (id: string, from: string, at: readonly [x: number, y: number], count: number) => void;
};

export const newDraft = (): Draft => {
  const features: NetworkFeature[] = [];
  const node: Draft['node'] = (id, x, y, properties = {}) => {
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [120 + x / KM_PER_DEGREE, 30 + y / KM_PER_DEGREE] },
      properties: { id, class: 'ConnectivityNode', ...properties },
    });
    return id;
  };
  const join: Draft['join'] = (id, edgeClass, from, to, properties = {}) => {
    const telemetered = edgeClass === 'Breaker';
    features.push({
      type: 'Feature',
      geometry: null,
      properties: { id, class: edgeClass, from, to, telemetered, ...properties },
    });
  };
  return {
    build: (version) => buildNetwork(columnsOf(features, version)),
    node,
    join,
    transformer: (id, high, [x, y]) => {
      const low = node(`${id}.low`, x, y);
      join(id, 'PowerTransformer', high, low);
      return low;
    },
    customers: (id, from, [x, y], count) => {
      for (let c = 0; c < count; c++)
        join(
          `${id}.l${c}`,
          'ACLineSegment',
          from,
          node(`${id}.c${c}`, x, y, { class: 'EnergyConsumer', customers: 1 }),
        );
    },
  };
};

const KM_PER_DEGREE = 111.2;
