import type { LayerSpecification } from 'maplibre-gl';
import { SOURCES } from '../names.ts';
import type { Look } from '../style/look.ts';

/** A ring around the chosen device, and the pin of a chosen place. */
export const chosenLayers = ({ tokens, scale }: Look): readonly LayerSpecification[] => [
  {
    id: 'chosen-ring',
    type: 'circle',
    source: SOURCES.chosen,
    filter: ['==', ['get', 'look'], 'device'],
    paint: {
      'circle-radius': 13 * scale,
      'circle-color': 'transparent',
      'circle-stroke-color': tokens.ink,
      'circle-stroke-width': 2.5 * scale,
    },
  },
  {
    id: 'chosen-place',
    type: 'circle',
    source: SOURCES.chosen,
    filter: ['==', ['get', 'look'], 'place'],
    paint: {
      'circle-radius': 6 * scale,
      'circle-color': tokens.ink,
      'circle-stroke-color': tokens.halo,
      'circle-stroke-width': 3 * scale,
    },
  },
];
