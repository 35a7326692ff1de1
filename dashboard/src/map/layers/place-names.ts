import type { LayerSpecification } from 'maplibre-gl';
import { FONT, SOURCES } from '../names.ts';
import { nameText, oneName } from '../style/label-text.ts';
import type { Look } from '../style/look.ts';
import { zoomAt } from '../style/look.ts';

/** Districts when the city is in view, streets when a district is. */
export const placeNameLayers = (look: Look): readonly LayerSpecification[] => {
  const { tokens, scale } = look;
  const halo = { 'text-halo-color': tokens.land, 'text-halo-width': 1.2 * scale };
  return [
    {
      id: 'district-names',
      type: 'symbol',
      source: SOURCES.base,
      filter: ['==', ['get', 'kind'], 'district'],
      maxzoom: zoomAt(look, 14.5),
      layout: {
        'text-field': nameText(look),
        'text-font': [FONT],
        'text-size': 13 * scale,
        'text-letter-spacing': 0.25,
        'text-padding': 12 * scale,
      },
      paint: { 'text-color': tokens.districtName, ...halo },
    },
  ];
};

export const streetNameLayers = (look: Look): readonly LayerSpecification[] => {
  const { tokens, scale } = look;
  return [
    {
      id: 'street-names',
      type: 'symbol',
      source: SOURCES.base,
      minzoom: zoomAt(look, 12.5),
      filter: [
        'all',
        ['==', ['get', 'kind'], 'street'],
        ['has', 'name'],
        [
          'step',
          ['zoom'],
          ['==', ['get', 'rank'], 1],
          zoomAt(look, 13.5),
          ['<=', ['get', 'rank'], 2],
          zoomAt(look, 14.5),
          true,
        ],
      ],
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 420 * scale,
        'text-field': oneName(look),
        'text-font': [FONT],
        'text-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          zoomAt(look, 12.5),
          10.5 * scale,
          zoomAt(look, 17),
          13 * scale,
        ],
        'text-max-angle': 30,
      },
      paint: { 'text-color': tokens.streetName, 'text-halo-color': tokens.land, 'text-halo-width': 1.4 * scale },
    },
  ];
};
