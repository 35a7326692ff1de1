import type { NetworkDescription } from '@relight/shared/http/networks';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { fontFaces } from '../fonts.ts';
import { areaFillLayers, areaOutlineLayers, areaPointLayers } from '../layers/areas.ts';
import { groundLayers, streetLayers } from '../layers/base.ts';
import { chosenLayers } from '../layers/chosen.ts';
import { crewSpaceLayers } from '../layers/crew-space.ts';
import { customerLayers } from '../layers/customers.ts';
import { deviceLayers, substationLayers } from '../layers/devices.ts';
import { drawingLayers } from '../layers/drawing.ts';
import { deadLineLayers, liveLineLayers, servicePointLayers, traceLayers } from '../layers/network.ts';
import { placeNameLayers, streetNameLayers } from '../layers/place-names.ts';
import { evidenceLayers, networkSignLayers, planLayers } from '../layers/signs.ts';
import type { MapLayer } from '../map-props.ts';
import { SOURCES } from '../names.ts';
import { networkPath } from '../network-info.ts';
import type { Look } from './look.ts';

/** Where the drawing comes from; no network for an operation without a network model. */
export type MapSource = { readonly origin: string; readonly network: NetworkDescription | null };

/** The whole style: a pure function of the look, so that a change of theme or language is a difference of two of them. */
export const mapStyle = (look: Look, source: MapSource): StyleSpecification => ({
  version: 8,
  'font-faces': fontFaces(source.origin),
  sources: sourcesOf(source),
  layers: layersOf(look).filter(
    (layer) => !('source' in layer) || source.network !== null || !NETWORKED.has(layer.source),
  ),
});

/** Bottom to top. */
export const layersOf = (look: Look): LayerSpecification[] => [
  ...groundLayers(look),
  ...shown(look, 'streets', streetLayers(look)),
  ...traceLayers(look),
  ...shown(look, 'network', liveLineLayers(look)),
  ...shown(look, 'outages', areaFillLayers(look)),
  ...shown(look, 'outages', deadLineLayers(look)),
  ...shown(look, 'network', servicePointLayers(look)),
  ...shown(look, 'outages', areaOutlineLayers(look)),
  ...shown(look, 'streets', streetNameLayers(look)),
  ...shown(look, 'network', deviceLayers(look)),
  ...shown(look, 'streets', placeNameLayers(look)),
  ...shown(look, 'network', substationLayers(look)),
  ...shown(look, 'outages', areaPointLayers(look)),
  ...shown(look, 'customers', customerLayers(look)),
  ...evidenceLayers(look),
  ...shown(look, 'network', networkSignLayers(look)),
  ...planLayers(look),
  ...shown(look, 'crews', crewSpaceLayers(look)),
  ...chosenLayers(look),
  ...drawingLayers(look),
];

const shown = (look: Look, group: MapLayer, layers: readonly LayerSpecification[]): readonly LayerSpecification[] =>
  look.visible[group]
    ? layers
    : layers.map((layer) => ({ ...layer, layout: { ...layer.layout, visibility: 'none' } }) as LayerSpecification);

const NETWORKED: ReadonlySet<string> = new Set([SOURCES.base, SOURCES.network]);

const empty: SourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };

const sourcesOf = ({ origin, network }: MapSource): Record<string, SourceSpecification> => ({
  ...(network && {
    [SOURCES.base]: { type: 'geojson', data: baseUrl(origin, network), maxzoom: 14, tolerance: 0.5 },
    [SOURCES.network]: {
      type: 'vector',
      tiles: [`${origin}${networkPath(network.version)}/tiles/{z}/{x}/{y}`],
      minzoom: network.tiles.minZoom,
      maxzoom: network.tiles.maxZoom,
    },
  }),
  [SOURCES.areas]: empty,
  [SOURCES.customers]: empty,
  [SOURCES.crews]: empty,
  [SOURCES.signs]: empty,
  [SOURCES.evidence]: empty,
  [SOURCES.plan]: empty,
  [SOURCES.chosen]: empty,
  [SOURCES.drawing]: empty,
});

export const baseUrl = (origin: string, network: NetworkDescription): string =>
  `${origin}${networkPath(network.version)}/base.geojson`;
