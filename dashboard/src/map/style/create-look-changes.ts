import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Accessor } from 'solid-js';
import { createEffect, on } from 'solid-js';
import { putImages } from '../images/sheet.ts';
import { applyChanges, styleChanges } from './change-look.ts';
import type { Look } from './look.ts';
import { layersOf } from './map-style.ts';

/** Keeps the style in step with theme, language, size and switches, from the look it was made with. */
export const createLookChanges = (map: MapLibreMap, look: Accessor<Look>, madeWith: Look): void => {
  let shown = madeWith;
  putImages(map, shown);
  createEffect(
    on(look, (next) => {
      const redraw = next.tokens !== shown.tokens || next.scale !== shown.scale || next.language !== shown.language;
      if (redraw) putImages(map, next);
      applyChanges(map, styleChanges(layersOf(shown), layersOf(next)));
      shown = next;
    }),
  );
};
