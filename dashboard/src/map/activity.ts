import type { Map as MapLibreMap } from 'maplibre-gl';
import { createEffect, createSignal } from 'solid-js';

/** What the map is still waiting for. */
export type Activity = {
  /** Counts as busy until the promise settles. */
  readonly during: <Result>(work: Promise<Result>) => Promise<Result>;
};

/**
 * Marks `element` with data-idle while everything asked for is on the screen. Screenshots and tests wait for it; so does nobody who only
 * looks.
 */
export const createActivity = (
  map: MapLibreMap,
  element: HTMLElement,
  onDrawing: (drawing: boolean) => void,
): Activity => {
  const [drawing, setDrawing] = createSignal(true);
  const [waiting, setWaiting] = createSignal(0);
  map.on('render', () => setDrawing(true));
  map.on('idle', () => setDrawing(false));
  createEffect(() => onDrawing(drawing()));
  createEffect(() => {
    if (drawing() || waiting() > 0) delete element.dataset.idle;
    else element.dataset.idle = 'true';
  });
  return {
    during: async (work) => {
      setWaiting((count) => count + 1);
      try {
        return await work;
      } finally {
        setWaiting((count) => count - 1);
      }
    },
  };
};
