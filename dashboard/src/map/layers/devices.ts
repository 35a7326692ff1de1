import type { ExpressionFilterSpecification, ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { FONT, IMAGES, LAYERS, SOURCES, TILE_LAYERS } from '../names.ts';
import { nameText, oneName, substationNames } from '../style/label-text.ts';
import type { Look } from '../style/look.ts';
import { zoomAt } from '../style/look.ts';

const deviceClass: ExpressionSpecification = ['get', 'class'];
const isSubstation: ExpressionFilterSpecification = [
  'in',
  deviceClass,
  ['literal', ['EnergySource', 'Substation', 'substation']],
];
const isOpen: ExpressionSpecification = ['any', ['==', ['get', 'normalOpen'], true], ['==', ['get', 'normalOpen'], 1]];

/** From where on devices are drawn: what transfers are made with, then switches, then what is there in thousands. */
export const DEVICE_ZOOM = { transfer: 12.5, switches: 13.5, all: 14.5 } as const;

const devices = { type: 'symbol', source: SOURCES.network, 'source-layer': TILE_LAYERS.devices } as const;

/** Switches and transformers from street level on; a normally open switch earlier, it is what transfers are made with. */
export const deviceLayers = (look: Look): readonly LayerSpecification[] => {
  const { tokens, scale } = look;
  return [
    {
      ...devices,
      id: LAYERS.devices,
      minzoom: zoomAt(look, DEVICE_ZOOM.transfer),
      filter: [
        'all',
        ['!', isSubstation],
        [
          'any',
          ['>=', ['zoom'], zoomAt(look, DEVICE_ZOOM.all)],
          ['!', ['in', deviceClass, ['literal', ['PowerTransformer', 'Fuse']]]],
        ],
        [
          'any',
          ['>=', ['zoom'], zoomAt(look, DEVICE_ZOOM.switches)],
          isOpen,
          ['==', deviceClass, 'Breaker'],
          ['==', deviceClass, 'Recloser'],
        ],
      ],
      layout: {
        'icon-image': [
          'case',
          isOpen,
          IMAGES.switchOpen,
          [
            'match',
            deviceClass,
            ['Breaker', 'Recloser'],
            IMAGES.breaker,
            'Fuse',
            IMAGES.fuse,
            'PowerTransformer',
            IMAGES.transformer,
            IMAGES.switchClosed,
          ],
        ],
        'icon-size': ['interpolate', ['linear'], ['zoom'], zoomAt(look, 12.5), 0.55 * scale, zoomAt(look, 16), scale],
        'icon-allow-overlap': true,
      },
    },
    {
      ...devices,
      id: 'device-names',
      minzoom: zoomAt(look, 15.5),
      filter: ['all', ['!', isSubstation], ['any', ['>=', ['zoom'], zoomAt(look, 16.5)], ['!=', deviceClass, 'Fuse']]],
      layout: {
        'text-field': oneName(look),
        'text-font': [FONT],
        'text-size': 11 * scale,
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 0.9,
        'text-justify': 'auto',
        'text-max-width': 12,
        'text-optional': true,
      },
      paint: { 'text-color': tokens.ink2, 'text-halo-color': tokens.halo, 'text-halo-width': 1.4 * scale },
    },
  ];
};

export const substationLayers = (look: Look): readonly LayerSpecification[] => {
  const { tokens, scale } = look;
  return [
    {
      ...devices,
      id: LAYERS.substations,
      filter: isSubstation,
      layout: {
        'icon-image': IMAGES.substation,
        'icon-size': scale,
        'icon-allow-overlap': true,
        'text-field': nameText(look, substationNames(look)),
        'text-font': [FONT],
        'text-size': 13 * scale,
        'text-variable-anchor': ['left', 'right', 'top-left', 'bottom-left', 'top', 'bottom'],
        'text-radial-offset': 1,
        'text-justify': 'auto',
        'text-line-height': 1.1,
        'text-optional': true,
      },
      paint: { 'text-color': tokens.ink2, 'text-halo-color': tokens.halo, 'text-halo-width': 1.5 * scale },
    },
  ];
};
