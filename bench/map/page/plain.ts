import type { NetworkDescription } from '@relight/shared/http/networks';
import { pairs } from '@relight/shared/network/ranges';
import { openBareMap } from '../../../dashboard/src/map/testing/bare-map.ts';
import type { Contender } from './stage.ts';

type PlainFeature = { readonly properties: { section: number; state: number; traced: boolean } };

/**
 * The straightforward map: the network is one GeoJSON source, each feature knows whether it has supply, and whatever changes is written
 * into the features and all of them are given to the map again. It has the product's layers, and the same level of detail at every zoom.
 */
export const openPlain = async (container: HTMLElement, network: NetworkDescription): Promise<Contender> => {
  const data: { type: 'FeatureCollection'; features: PlainFeature[] } = await (await fetch('/plain.geojson')).json();
  const bare = openBareMap({
    container,
    network,
    live: false,
    change: (style) => {
      const changed = JSON.parse(
        JSON.stringify(style)
          .replaceAll('["feature-state","state"]', '["get","state"]')
          .replaceAll('["feature-state","traced"]', '["get","traced"]'),
      );
      changed.sources.network = { type: 'geojson', data, maxzoom: 16, tolerance: 0.5 };
      for (const layer of changed.layers) {
        if (layer.source !== 'network') continue;
        const own = ['all', ['==', ['get', 'layer'], layer['source-layer']], ['>=', ['zoom'], ['get', 'from']]];
        layer.filter = layer.filter === undefined ? own : [...own, layer.filter];
        delete layer['source-layer'];
      }
      return changed;
    },
  });
  const setAnew = () => (bare.map.getSource('network') as unknown as Resettable).setData(data);
  return {
    map: bare.map,
    lose: (ranges) => {
      for (const { properties } of data.features) properties.state = 0;
      const dead = sectionsIn(ranges);
      for (const { properties } of data.features) if (dead.has(properties.section)) properties.state = 3;
      setAnew();
    },
    trace: (ranges) => {
      const lit = sectionsIn(ranges);
      for (const { properties } of data.features) properties.traced = lit.has(properties.section);
      setAnew();
    },
    drawn: ({ properties }) => ({
      section: Number(properties.section),
      dead: properties.state === 3,
      traced: properties.traced === true,
    }),
  };
};

type Resettable = { readonly setData: (data: object) => unknown };

const sectionsIn = (ranges: readonly number[]): ReadonlySet<number> => {
  const sections = new Set<number>();
  for (const [from, to] of pairs(ranges)) for (let section = from; section < to; section++) sections.add(section);
  return sections;
};
