import type { Bounds } from '@relight/shared/geo/bounds';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Accessor } from 'solid-js';
import { createEffect, createMemo, on } from 'solid-js';
import type { MapSurface } from '../map-props.ts';
import { sameBounds } from './fit.ts';
import { following, mayMove, touched } from './view-lock.ts';

export type View = {
  readonly fit: (bounds: Bounds, options?: { readonly maxZoom?: number }) => void;
  /** Moves no more than it takes to have all of it in view; at the same zoom, where it fits. */
  readonly reveal: (bounds: Bounds) => void;
  readonly flyTo: (place: { readonly lon: number; readonly lat: number; readonly zoom?: number | undefined }) => void;
};

const FLIGHT_MS = 900;
/** Close enough to see which street. */
const CLOSE_ZOOM = 14.5;

/**
 * Moves the view, gently and only when asked. On a wall, which nobody holds, it follows what there is to see; on a phone it keeps the crew
 * and its job in the picture.
 */
export const createView = (of: {
  readonly map: MapLibreMap;
  readonly surface: MapSurface;
  readonly padding: Accessor<number>;
  /** What should be in view when nobody has chosen anything else. */
  readonly home: Accessor<Bounds | null>;
  /** Changes when there is something new to see: not with every event. */
  readonly occasion: Accessor<string>;
}): View => {
  const { map, surface, padding, home, occasion } = of;
  let lock = following;

  const frame: View['fit'] = ([west, south, east, north], { maxZoom = 16 } = {}) => {
    map.fitBounds([west, south, east, north], { padding: padding(), maxZoom, duration: FLIGHT_MS });
  };
  map.on('movestart', (event: { originalEvent?: unknown }) => {
    if (event.originalEvent !== undefined) lock = touched(Date.now());
  });

  const target = createMemo(home, null, {
    equals: (a, b) => a === b || (a !== null && b !== null && sameBounds(a, b)),
  });
  if (surface !== 'console') {
    createEffect(
      on(
        [occasion, target],
        ([, bounds]) => {
          if (bounds !== null && mayMove(lock, Date.now())) frame(bounds, { maxZoom: surface === 'phone' ? 15 : 16 });
        },
        { defer: true },
      ),
    );
  }
  // A wall hangs in rooms of every shape, and a page is laid out before its fonts are there.
  map.on('resize', () => {
    const bounds = target();
    if (surface !== 'console' && bounds !== null && mayMove(lock, Date.now())) {
      map.fitBounds([...bounds], { padding: padding(), maxZoom: 16, duration: 0 });
    }
  });

  const reveal: View['reveal'] = ([west, south, east, north]) => {
    const { clientWidth: width, clientHeight: height } = map.getContainer();
    const [upper, lower] = [map.project([west, north]), map.project([east, south])];
    const room = padding();
    const inView = upper.x >= room && upper.y >= room && lower.x <= width - room && lower.y <= height - room;
    if (inView) return;
    const fits = lower.x - upper.x <= width - 2 * room && lower.y - upper.y <= height - 2 * room;
    if (fits) map.easeTo({ center: [(west + east) / 2, (south + north) / 2], duration: FLIGHT_MS });
    else frame([west, south, east, north]);
  };

  return {
    fit: frame,
    reveal,
    flyTo: ({ lon, lat, zoom }) => {
      map.easeTo({ center: [lon, lat], zoom: zoom ?? Math.max(map.getZoom(), CLOSE_ZOOM), duration: FLIGHT_MS });
    },
  };
};
