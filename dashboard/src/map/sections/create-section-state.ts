import type { Map as MapLibreMap } from 'maplibre-gl';
import { createEffect, createMemo, on, onCleanup } from 'solid-js';
import type { MapLive } from '../map-props.ts';
import { SOURCES, TILE_LAYERS } from '../names.ts';
import { diffSections, paintSections, spansOf } from './section-state.ts';

/**
 * Keeps the colour of every network section in step with the operation. Geometry and state travel apart: a tile knows its sections only
 * by number, so one call repaints a section in every tile there is and in every tile yet to come, and the loss of a district is one
 * frame.
 */
export const createSectionState = (map: MapLibreMap, live: MapLive): void => {
  let shown: Uint8Array = new Uint8Array(0);
  let wanted = shown;
  let frame = 0;

  const paint = (): void => {
    frame = 0;
    const next = wanted;
    const began = performance.now();
    const changed = diffSections(shown, next, (id, state) => {
      map.setFeatureState({ source: SOURCES.network, sourceLayer: TILE_LAYERS.lines, id }, { state });
      map.setFeatureState({ source: SOURCES.network, sourceLayer: TILE_LAYERS.points, id }, { state });
    });
    shown = next;
    if (changed > 0) performance.measure('relight:sections', { start: began, detail: { changed, calls: changed * 2 } });
  };

  const minute = createMemo(() => Math.floor(live.now() / 60_000));
  const incidents = createMemo(() => live.state().incidents);
  const finished = createMemo(() => live.state().finished);
  createEffect(
    on([incidents, finished, minute], () => {
      wanted = paintSections(spansOf(live.state(), live.now()));
      frame ||= requestAnimationFrame(paint);
    }),
  );
  onCleanup(() => cancelAnimationFrame(frame));
};
