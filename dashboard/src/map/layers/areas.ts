import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { hatchPredicted, IMAGES, LAYERS, SOURCES } from '../names.ts';
import type { Look } from '../style/look.ts';

const restored: ExpressionSpecification = ['==', ['get', 'look'], 'restored'];
const predicted: ExpressionSpecification = ['==', ['get', 'look'], 'predicted'];

/** The outline of what nobody has confirmed: the map's and the legend's. */
export const PREDICTED_DASH = [3, 2.5] as const;

/**
 * Where supply is missing, coloured by priority: filled where that is confirmed, hatched where it is only predicted. Where it came back
 * within half an hour, hatched green.
 */
export const areaFillLayers = (look: Look): readonly LayerSpecification[] => {
  const { tokens } = look;
  return [
    {
      id: LAYERS.areaRestored,
      type: 'fill',
      source: SOURCES.areas,
      filter: restored,
      paint: { 'fill-pattern': IMAGES.hatchRestored },
    },
    {
      id: LAYERS.areaFill,
      type: 'fill',
      source: SOURCES.areas,
      filter: ['all', ['!', restored], ['!', predicted]],
      paint: {
        'fill-color': byPriority(look),
        'fill-opacity': ['case', chosen, tokens.areaOpacity + 0.1, tokens.areaOpacity],
      },
    },
    {
      id: LAYERS.areaPredicted,
      type: 'fill',
      source: SOURCES.areas,
      filter: predicted,
      paint: {
        'fill-pattern': [
          'match',
          ['get', 'priority'],
          1,
          hatchPredicted(1),
          2,
          hatchPredicted(2),
          3,
          hatchPredicted(3),
          hatchPredicted(4),
        ],
        'fill-opacity': ['case', chosen, 1, 0.75],
      },
    },
  ];
};

export const areaOutlineLayers = (look: Look): readonly LayerSpecification[] => {
  const { tokens, scale } = look;
  const line = { type: 'line', source: SOURCES.areas, layout: { 'line-join': 'round' } } as const;
  return [
    {
      ...line,
      id: 'area-restored-outline',
      filter: restored,
      paint: { 'line-color': tokens.restored, 'line-width': 1.4 * scale, 'line-opacity': 0.9 },
    },
    {
      ...line,
      id: 'area-outline',
      filter: ['all', ['!', restored], ['!', predicted]],
      paint: { 'line-color': byPriority(look), 'line-width': ['case', chosen, 2.8 * scale, 1.6 * scale] },
    },
    {
      ...line,
      id: 'area-predicted-outline',
      filter: predicted,
      paint: {
        'line-color': byPriority(look),
        'line-width': ['case', chosen, 2.6 * scale, 1.4 * scale],
        'line-dasharray': [...PREDICTED_DASH],
      },
    },
  ];
};

/** One service point that is out by itself: filled where that is confirmed, hollow where it is only predicted. */
export const areaPointLayers = (look: Look): readonly LayerSpecification[] => {
  const { tokens, scale } = look;
  const ink: ExpressionSpecification = ['case', restored, tokens.restored, byPriority(look)];
  return [
    {
      id: LAYERS.areaPoint,
      type: 'circle',
      source: SOURCES.areas,
      // A circle layer would put one on each corner of an area.
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': ['case', chosen, (POINT_RADIUS + 2) * scale, POINT_RADIUS * scale],
        'circle-color': ['case', predicted, tokens.halo, ink],
        'circle-stroke-color': ['case', predicted, ink, tokens.halo],
        'circle-stroke-width': POINT_RIM * scale,
      },
    },
  ];
};

/** Of the map's and the legend's. */
export const POINT_RADIUS = 5;
export const POINT_RIM = 2.2;

const chosen: ExpressionSpecification = ['==', ['get', 'chosen'], true];

const byPriority = ({ tokens }: Look): ExpressionSpecification => {
  const [first, second, third, fourth] = tokens.priority;
  return ['match', ['get', 'priority'], 1, first.area, 2, second.area, 3, third.area, fourth.area];
};
