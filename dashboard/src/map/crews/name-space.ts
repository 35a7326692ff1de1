import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { SOURCES } from '../names.ts';
import type { Point } from '../tags/rectangle.ts';
import type { GatheredSign } from './gather-signs.ts';

/**
 * Tells the map where crews stand, so that it writes its names beside them and not under them. Who is on the way is left out: names that
 * make room for every passing car are restless.
 */
export const makeNameSpace = (map: MapLibreMap): ((signs: readonly GatheredSign[]) => void) => {
  let told = '';
  return (signs) => {
    const places = signs.filter(({ status }) => status !== 'enRoute').map(({ at }) => place(map, at));
    const next = places.join(' ');
    if (next === told) return;
    told = next;
    map.getSource<GeoJSONSource>(SOURCES.crews)?.setData({
      type: 'FeatureCollection',
      features: places.map((coordinates) => ({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [...coordinates] },
        properties: {},
      })),
    });
  };
};

/** To about 10 m: a crew on site whose receiver wanders moves no names. */
const place = (map: MapLibreMap, at: Point): readonly [number, number] => {
  const { lng, lat } = map.unproject([at.x, at.y]);
  return [Math.round(lng * 1e4) / 1e4, Math.round(lat * 1e4) / 1e4];
};
