import type { ExpressionFilterSpecification, ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { SOURCES } from '../names.ts';
import type { Look } from '../style/look.ts';
import { zoomAt } from '../style/look.ts';

const of = (kind: string): ExpressionFilterSpecification => ['==', ['get', 'kind'], kind];
const rank: ExpressionSpecification = ['coalesce', ['get', 'rank'], 3];

/** Land, water, parks and hills: enough to know where one is, quiet enough to forget. */
export const groundLayers = ({ tokens, ...look }: Look): readonly LayerSpecification[] => [
  { id: 'land', type: 'background', paint: { 'background-color': tokens.land } },
  { id: 'hill', type: 'fill', source: SOURCES.base, filter: of('hill'), paint: { 'fill-color': tokens.hill } },
  { id: 'park', type: 'fill', source: SOURCES.base, filter: of('park'), paint: { 'fill-color': tokens.park } },
  {
    id: 'water',
    type: 'fill',
    source: SOURCES.base,
    filter: ['all', of('water'), ['==', ['geometry-type'], 'Polygon']],
    paint: { 'fill-color': tokens.water },
  },
  {
    id: 'stream',
    type: 'line',
    source: SOURCES.base,
    filter: ['all', of('water'), ['==', ['geometry-type'], 'LineString']],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': tokens.water,
      'line-width': [
        'interpolate',
        ['exponential', 1.6],
        ['zoom'],
        zoomAt(look, 10),
        look.scale,
        zoomAt(look, 16),
        14 * look.scale,
      ],
    },
  },
];

/** Streets by rank: 1 is a trunk road. Residential ones come with the zoom. */
export const streetLayers = ({ tokens, scale }: Look): readonly LayerSpecification[] => [
  {
    id: 'railway',
    type: 'line',
    source: SOURCES.base,
    filter: of('railway'),
    paint: {
      'line-color': tokens.railway,
      'line-width': [
        'interpolate',
        ['linear'],
        ['zoom'],
        zoomAt({ scale }, 10),
        scale,
        zoomAt({ scale }, 15),
        2.4 * scale,
      ],
      'line-dasharray': [4, 2],
    },
  },
  {
    id: 'street',
    type: 'line',
    source: SOURCES.base,
    filter: ['any', of('street'), of('bridge')],
    layout: { 'line-cap': 'round', 'line-join': 'round', 'line-sort-key': ['-', 0, rank] },
    paint: {
      'line-color': ['match', rank, 1, tokens.streetMajor, tokens.street],
      'line-width': [
        'interpolate',
        ['exponential', 1.5],
        ['zoom'],
        zoomAt({ scale }, 10),
        ['match', rank, 1, 1.8 * scale, 2, 0.9 * scale, 0.4 * scale],
        zoomAt({ scale }, 13),
        ['match', rank, 1, 4 * scale, 2, 2.6 * scale, 1.4 * scale],
        zoomAt({ scale }, 17),
        ['match', rank, 1, 22 * scale, 2, 16 * scale, 10 * scale],
      ],
      'line-opacity': [
        'interpolate',
        ['linear'],
        ['zoom'],
        zoomAt({ scale }, 10),
        ['match', rank, 3, 0.5, 1],
        zoomAt({ scale }, 12.5),
        1,
      ],
    },
  },
];
