import type { LayerSpecification } from 'maplibre-gl';
import { FONT, SOURCES } from '../names.ts';
import { oneName } from '../style/label-text.ts';
import type { Look } from '../style/look.ts';
import { zoomAt } from '../style/look.ts';

/** What differs from normal, from every distance: a switch in the wrong position matters most to whoever sees the whole city. */
export const networkSignLayers = (look: Look): readonly LayerSpecification[] => {
  const { tokens, scale } = look;
  return [
    {
      id: 'network-signs',
      type: 'symbol',
      source: SOURCES.signs,
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-size': [
          'interpolate',
          ['linear'],
          ['zoom'],
          zoomAt(look, 10),
          0.8 * scale,
          zoomAt(look, 15),
          1.15 * scale,
        ],
        // A tag hangs beside the switch that it forbids, a fault above the line.
        'icon-offset': [
          'match',
          ['get', 'kind'],
          'tag',
          ['literal', [15, -13]],
          'fault',
          ['literal', [0, -12]],
          ['literal', [0, 0]],
        ],
        'icon-allow-overlap': true,
        'symbol-sort-key': ['get', 'order'],
        'text-field': ['step', ['zoom'], '', zoomAt(look, 14), ['match', ['get', 'kind'], 'tag', '', oneName(look)]],
        'text-font': [FONT],
        'text-size': 12 * scale,
        'text-variable-anchor': ['left', 'right', 'bottom', 'top'],
        'text-radial-offset': 1.1,
        'text-justify': 'auto',
        'text-optional': true,
      },
      paint: { 'text-color': tokens.ink, 'text-halo-color': tokens.halo, 'text-halo-width': 1.5 * scale },
    },
  ];
};

/** What a prediction rests on. */
export const evidenceLayers = (look: Look): readonly LayerSpecification[] => [
  {
    id: 'evidence',
    type: 'symbol',
    source: SOURCES.evidence,
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-size': [
        'interpolate',
        ['linear'],
        ['zoom'],
        zoomAt(look, 11),
        0.55 * look.scale,
        zoomAt(look, 15),
        look.scale,
      ],
      'icon-allow-overlap': true,
      'symbol-sort-key': ['get', 'order'],
    },
  },
];

/** The steps of a plan, numbered. */
export const planLayers = (look: Look): readonly LayerSpecification[] => {
  const { tokens, scale } = look;
  return [
    {
      id: 'plan-way',
      type: 'line',
      source: SOURCES.plan,
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': tokens.ink, 'line-width': 1.4 * scale, 'line-dasharray': [0.1, 3], 'line-opacity': 0.6 },
    },
    {
      id: 'plan-steps',
      type: 'symbol',
      source: SOURCES.plan,
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-size': scale,
        // The flag's tip is at the place, its number in the flag.
        'icon-anchor': 'bottom',
        'icon-offset': [0, 3],
        'icon-allow-overlap': true,
        'text-offset': [0, -0.94],
        'text-field': ['get', 'number'],
        'text-font': [FONT],
        'text-size': 13 * scale,
        'text-allow-overlap': true,
        'symbol-sort-key': ['-', 0, ['get', 'order']],
      },
      paint: { 'text-color': ['match', ['get', 'action'], 'close', tokens.panel, tokens.ink] },
    },
  ];
};
