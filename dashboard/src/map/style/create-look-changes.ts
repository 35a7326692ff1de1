import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Accessor } from 'solid-js';
import { createEffect, on, onCleanup } from 'solid-js';
import { isWritable, putImages, untilWritable } from '../images/sheet.ts';
import { applyChanges, styleChanges } from './change-look.ts';
import type { Look } from './look.ts';
import { layersOf } from './map-style.ts';

/** Keeps the style in step with theme, language, size and switches, from the look it was made with. */
export const createLookChanges = (map: MapLibreMap, look: Accessor<Look>, madeWith: Look): void => {
  let shown = madeWith;
  let gone = false;
  onCleanup(() => {
    gone = true;
  });
  // A sign that is drawn before its part of the font has come is a box, and a picture does not mend itself.
  const draw = (next: Look): void => {
    putImages(map, next);
    if (isWritable(next)) return;
    void untilWritable(next).then(() => {
      if (!gone && shown === next) putImages(map, next);
    });
  };
  draw(shown);
  createEffect(
    on(look, (next) => {
      const redraw = next.tokens !== shown.tokens || next.scale !== shown.scale || next.language !== shown.language;
      applyChanges(map, styleChanges(layersOf(shown), layersOf(next)));
      shown = next;
      if (redraw) draw(next);
    }),
  );
};
