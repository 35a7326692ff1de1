import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { MapSurface } from '../map-props.ts';
import { SOURCES, TILE_LAYERS } from '../names.ts';
import { SECTION_STATE } from '../sections/section-state.ts';
import type { Look } from '../style/look.ts';
import { zoomAt } from '../style/look.ts';
import type { Tokens } from '../style/tokens.ts';

/** The hue and the dashes of lines by their state: the map's and the legend's. */
export const LINE_LOOK = {
  energised: { ink: ({ energised }: Tokens) => energised[3], dash: [] },
  predicted: { ink: ({ dead }: Tokens) => dead, dash: [1.2, 1.8] },
  dead: { ink: ({ dead }: Tokens) => dead, dash: [2.5, 1.5] },
  restored: { ink: ({ restored }: Tokens) => restored, dash: [] },
} as const;

const size: ExpressionSpecification = ['coalesce', ['get', 's'], 0];
const state: ExpressionSpecification = ['coalesce', ['feature-state', 'state'], SECTION_STATE.energised];
const when = (value: number, opacity: number): ExpressionSpecification => ['case', ['==', state, value], opacity, 0];

const bySize = (values: readonly [number, number, number, number], factor: number): ExpressionSpecification => [
  'match',
  size,
  0,
  values[0] * factor,
  1,
  values[1] * factor,
  2,
  values[2] * factor,
  values[3] * factor,
];

/** Thin where the whole city is in view, so that a thousand feeders stay a texture; a wire is a wire from close by. */
const width = (scale: number, factor: number): ExpressionSpecification => [
  'interpolate',
  ['exponential', 1.4],
  ['zoom'],
  zoomAt({ scale }, 10),
  bySize([0.35, 0.5, 0.8, 1.2], scale * factor),
  zoomAt({ scale }, 13),
  bySize([0.7, 0.9, 1.3, 1.9], scale * factor),
  zoomAt({ scale }, 17),
  bySize([1.6, 2, 2.8, 3.6], scale * factor),
];

const lines = {
  type: 'line',
  source: SOURCES.network,
  'source-layer': TILE_LAYERS.lines,
  // The same layout for all of them: they then share one set of triangles, and only the paint differs.
  layout: { 'line-cap': 'butt', 'line-join': 'round' },
} as const;

/** How much of the network is in the way of what one looks for: on a phone, of the streets that lead there. */
const DIM: Readonly<Record<MapSurface, number>> = { console: 1, wall: 0.75, phone: 0.5 };

/** The way of a trace: a broad pale band under the lines, so that their own state stays to be seen. */
export const traceLayers = ({ tokens, scale }: Look): readonly LayerSpecification[] => [
  {
    ...lines,
    id: 'line-traced',
    paint: {
      'line-color': tokens.ink,
      'line-width': [
        'interpolate',
        ['linear'],
        ['zoom'],
        zoomAt({ scale }, 10),
        4 * scale,
        zoomAt({ scale }, 16),
        10 * scale,
      ],
      'line-opacity': ['case', ['==', ['coalesce', ['feature-state', 'traced'], false], true], 0.5, 0],
    },
  },
];

/** Lines with supply: grey, lighter (or darker) the more they feed. */
export const liveLineLayers = (look: Look): readonly LayerSpecification[] => {
  const { tokens, scale, surface } = look;
  const [e0, e1, e2, e3] = tokens.energised;
  const dim = DIM[surface];
  return [
    {
      ...lines,
      id: 'line-live',
      paint: {
        'line-color': ['match', size, 0, e0, 1, e1, 2, e2, e3],
        'line-width': width(scale, surface === 'wall' ? 0.8 : 1),
        'line-opacity': [
          'interpolate',
          ['linear'],
          ['zoom'],
          zoomAt(look, 11.5),
          ['case', ['==', state, SECTION_STATE.energised], ['match', size, 0, 0.3 * dim, 1, 0.7 * dim, dim], 0],
          zoomAt(look, 14),
          when(SECTION_STATE.energised, dim),
        ],
      },
    },
    {
      ...lines,
      id: 'line-restored',
      paint: {
        'line-color': LINE_LOOK.restored.ink(tokens),
        'line-width': width(scale, 1),
        'line-opacity': when(SECTION_STATE.restored, 0.9),
      },
    },
  ];
};

/**
 * Lines without supply: red and broken, over the affected areas. What nobody has confirmed yet is dotted and fainter. Dashes cannot
 * follow a feature's state, so each kind of dash is a layer of its own that shows only its sections.
 */
export const deadLineLayers = ({ tokens, scale }: Look): readonly LayerSpecification[] => [
  {
    ...lines,
    id: 'line-dead-predicted',
    paint: {
      'line-color': LINE_LOOK.predicted.ink(tokens),
      'line-width': width(scale, 1.15),
      'line-dasharray': [...LINE_LOOK.predicted.dash],
      'line-opacity': when(SECTION_STATE.predicted, 0.85),
    },
  },
  {
    ...lines,
    id: 'line-dead',
    paint: {
      'line-color': LINE_LOOK.dead.ink(tokens),
      'line-width': width(scale, 1.3),
      'line-dasharray': [...LINE_LOOK.dead.dash],
      'line-opacity': when(SECTION_STATE.dead, 1),
    },
  },
];

export const POINTS_ZOOM = 13;

/** Service points, from the zoom at which one can be told from its neighbour. */
export const servicePointLayers = ({ tokens, scale }: Look): readonly LayerSpecification[] => [
  {
    id: 'service-points',
    type: 'circle',
    source: SOURCES.network,
    'source-layer': TILE_LAYERS.points,
    minzoom: zoomAt({ scale }, POINTS_ZOOM),
    paint: {
      'circle-color': [
        'match',
        state,
        SECTION_STATE.predicted,
        tokens.land,
        SECTION_STATE.dead,
        tokens.dead,
        SECTION_STATE.restored,
        tokens.restored,
        tokens.energised[1],
      ],
      'circle-radius': [
        'interpolate',
        ['linear'],
        ['zoom'],
        zoomAt({ scale }, 13),
        0.9 * scale,
        zoomAt({ scale }, 15),
        1.9 * scale,
        zoomAt({ scale }, 18),
        4 * scale,
      ],
      'circle-opacity': ['interpolate', ['linear'], ['zoom'], zoomAt({ scale }, 13), 0.55, zoomAt({ scale }, 15), 1],
      // Hollow while it is only predicted.
      'circle-stroke-color': tokens.dead,
      'circle-stroke-width': ['case', ['==', state, SECTION_STATE.predicted], 0.9 * scale, 0],
    },
  },
];
