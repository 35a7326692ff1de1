import type { CrewMark } from '../crews/crew-marks.ts';
import type { GatheredSign } from '../crews/gather-signs.ts';
import { showsRoute } from '../crews/shows-route.ts';
import type { MapSurface } from '../map-props.ts';

/** Kinds of signs that are drawn over the map and not by its style. */
export type OverlaySign = CrewMark['status'] | 'standbyGroup' | 'route' | 'dot';

export const overlaySigns = (
  signs: readonly GatheredSign[],
  dots: number,
  surface: MapSurface,
): ReadonlySet<OverlaySign> => {
  const kinds = new Set<OverlaySign>();
  for (const { status, crews } of signs) {
    kinds.add(crews.length > 1 ? 'standbyGroup' : status);
    if (crews.some((mark) => showsRoute(mark, surface))) kinds.add('route');
  }
  if (dots > 0) kinds.add('dot');
  return kinds;
};
