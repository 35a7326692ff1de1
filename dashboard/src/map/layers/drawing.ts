import type { LayerSpecification } from 'maplibre-gl';
import { SOURCES } from '../names.ts';
import type { Look } from '../style/look.ts';

/** The outline under the pen. */
export const drawingLayers = ({ tokens, scale }: Look): readonly LayerSpecification[] => [
  {
    id: 'drawing-fill',
    type: 'fill',
    source: SOURCES.drawing,
    filter: ['==', ['geometry-type'], 'Polygon'],
    paint: { 'fill-color': tokens.ink, 'fill-opacity': 0.12 },
  },
  {
    id: 'drawing-line',
    type: 'line',
    source: SOURCES.drawing,
    filter: ['==', ['geometry-type'], 'LineString'],
    layout: { 'line-join': 'round' },
    paint: { 'line-color': tokens.ink, 'line-width': 2 * scale, 'line-dasharray': [2, 1.5] },
  },
  {
    id: 'drawing-corners',
    type: 'circle',
    source: SOURCES.drawing,
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 4.5 * scale,
      'circle-color': tokens.halo,
      'circle-stroke-color': tokens.ink,
      'circle-stroke-width': 2 * scale,
    },
  },
];
