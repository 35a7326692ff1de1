import type { ImportantCustomer } from '@relight/shared/http/operations';
import type { Feature, FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import type { Accessor } from 'solid-js';
import { createEffect } from 'solid-js';
import { customerFeatures, type Supply } from './customers/customer-features.ts';
import { SOURCES } from './names.ts';

type Place = { readonly lon: number; readonly lat: number };

/** Important customers, the chosen device and the chosen place. */
export const createPins = (of: {
  readonly map: MapLibreMap;
  readonly customers: Accessor<readonly ImportantCustomer[]>;
  readonly importantOut: Accessor<ReadonlyMap<string, Supply>>;
  readonly device: Accessor<Place | null>;
  readonly place: Accessor<Place | null>;
}): void => {
  const { map, customers, importantOut, device, place } = of;
  const put = (source: string, features: FeatureCollection): void => {
    map.getSource<GeoJSONSource>(source)?.setData(features);
  };
  createEffect(() => put(SOURCES.customers, customerFeatures(customers(), importantOut())));
  createEffect(() => {
    const [at, chosen] = [device(), place()];
    put(SOURCES.chosen, {
      type: 'FeatureCollection',
      features: [...(at ? [pin(at, 'device')] : []), ...(chosen ? [pin(chosen, 'place')] : [])],
    });
  });
};

const pin = ({ lon, lat }: Place, look: 'device' | 'place'): Feature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon, lat] },
  properties: { look },
});
