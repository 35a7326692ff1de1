import type { MapSurface } from '../map-props.ts';

/** Room around what is in view, for tags that stand beside their areas. */
const PADDING: Readonly<Record<MapSurface, number>> = { phone: 30, console: 44, wall: 26 };
/** Of a map the size of a hand's width most would be margin, and a street would be shown as a city. */
const MOST_OF_SIDE = 0.16;

export const paddingOf = (
  surface: MapSurface,
  scale: number,
  size: { readonly width: number; readonly height: number },
): number => Math.round(Math.min(PADDING[surface] * scale, MOST_OF_SIDE * Math.min(size.width, size.height)));
