import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Bounds } from '@relight/shared/geo/bounds';
import type { StyleSpecification } from 'maplibre-gl';
import { onCleanup } from 'solid-js';
import { WORDS } from '../words/words.ts';
import { warmFonts } from './fonts.ts';
import type { MapLanguage, MapSurface } from './map-props.ts';

setWorkerUrl(workerUrl);

export type MapOptions = {
  readonly container: HTMLElement;
  readonly style: StyleSpecification;
  readonly bounds: Bounds;
  readonly padding: number;
  readonly surface: MapSurface;
  readonly language: MapLanguage;
};

/** The one place that knows how a map is opened and closed. It lives as long as the owner that made it. */
export const createMap = ({ container, style, bounds, padding, surface, language }: MapOptions): MapLibreMap => {
  warmFonts();
  const words = WORDS[language].map;
  const map = new MapLibreMap({
    container,
    style,
    bounds: [...bounds],
    fitBoundsOptions: { padding },
    attributionControl: false,
    // Labels that fade in make every screenshot and every glance after a jump a gamble.
    fadeDuration: 0,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    minZoom: 3,
    maxZoom: 19,
    renderWorldCopies: false,
    // On a phone one finger scrolls the page; the map is a picture in it until two fingers ask for more.
    cooperativeGestures: surface === 'phone',
    locale: {
      'Map.Title': `${words.title}. ${words.describe}`,
      'CooperativeGesturesHandler.MobileHelpText': words.twoFingers,
      'CooperativeGesturesHandler.WindowsHelpText': words.scrollHint,
      'CooperativeGesturesHandler.MacHelpText': words.scrollHint,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const watch = new ResizeObserver(() => map.resize());
  watch.observe(container);
  onCleanup(() => {
    watch.disconnect();
    map.remove();
  });
  return map;
};
