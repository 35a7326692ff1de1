import type { LayerSpecification } from 'maplibre-gl';
import { FONT, LAYERS, SOURCES } from '../names.ts';
import { oneName } from '../style/label-text.ts';
import type { Look } from '../style/look.ts';
import { zoomAt } from '../style/look.ts';

export const CUSTOMERS_ZOOM = 13.5;

/** Hospitals, waterworks and the like: always when one is in the dark, otherwise from close by. `icon` names the badge; see images/. */
export const customerLayers = (look: Look): readonly LayerSpecification[] => {
  const { tokens, scale } = look;
  return [
    {
      id: LAYERS.customers,
      type: 'symbol',
      source: SOURCES.customers,
      filter: ['any', ['==', ['get', 'out'], true], ['>=', ['zoom'], zoomAt(look, CUSTOMERS_ZOOM)]],
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-size': scale,
        'icon-allow-overlap': true,
        'symbol-sort-key': ['get', 'order'],
        'text-field': [
          'step',
          ['zoom'],
          '',
          zoomAt(look, 13),
          ['case', ['==', ['get', 'out'], true], oneName(look), ''],
          zoomAt(look, 14.5),
          oneName(look),
        ],
        'text-font': [FONT],
        'text-size': 12 * scale,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 1,
        'text-justify': 'auto',
        'text-optional': true,
      },
      paint: {
        'text-color': ['case', ['==', ['get', 'out'], true], tokens.dead, tokens.ink2],
        'text-halo-color': tokens.halo,
        'text-halo-width': 1.4 * scale,
      },
    },
  ];
};
