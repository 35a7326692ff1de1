import type { LayerSpecification } from 'maplibre-gl';
import { IMAGES, SOURCES } from '../names.ts';
import type { Look } from '../style/look.ts';

/** Room that names leave for the signs of crews, which are drawn over the map. Nothing of it is seen, so any picture of that size does. */
export const crewSpaceLayers = ({ scale }: Look): readonly LayerSpecification[] => [
  {
    id: 'crew-space',
    type: 'symbol',
    source: SOURCES.crews,
    layout: { 'icon-image': IMAGES.substation, 'icon-size': scale, 'icon-allow-overlap': true, 'icon-padding': 0 },
    paint: { 'icon-opacity': 0 },
  },
];
