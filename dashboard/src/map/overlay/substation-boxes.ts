import type { Map as MapLibreMap } from 'maplibre-gl';
import { LAYERS } from '../names.ts';
import type { Rectangle } from '../tags/rectangle.ts';
import { around } from '../tags/rectangle.ts';

export type SubstationBox = { readonly symbol: Rectangle; readonly name: Rectangle };

/** Where substations stand on the screen, and where their names most likely are. */
export const substationBoxes = (map: MapLibreMap, scale: number): readonly SubstationBox[] => {
  if (map.getLayer(LAYERS.substations) === undefined || !map.isStyleLoaded()) return [];
  return map.queryRenderedFeatures({ layers: [LAYERS.substations] }).flatMap(({ geometry }) => {
    if (geometry.type !== 'Point') return [];
    const { x, y } = map.project(geometry.coordinates as [number, number]);
    return [
      {
        symbol: around({ x, y }, 11 * scale),
        name: { x: x + 11 * scale, y: y - 9 * scale, width: 56 * scale, height: 18 * scale },
      },
    ];
  });
};
