import type { Bounds } from '@relight/shared/geo/bounds';
import { boundsOf } from '@relight/shared/geo/bounds';
import type { Areas } from '../areas/create-areas.ts';
import type { Picture } from '../create-picture.ts';
import { boundsOfPlaces, unionBounds } from './fit.ts';

/**
 * What belongs in view: the whole network and whatever was drawn outside of it; of a job, its area and its crew. Null while there is nothing
 * to go by.
 */
export const homeBounds = (
  picture: Picture,
  network: Bounds | null,
  isJob: boolean,
  areas: Areas | null,
): Bounds | null => {
  const affected = picture.affected();
  const outlines = affected.flatMap((area) => area.outline ?? []);
  const drawn = boundsOfPlaces(outlines.map(([lon, lat]) => ({ lon, lat })));
  const places = boundsOfPlaces([...affected, ...picture.crews()]);
  const shapes = isJob ? affected.flatMap((area) => areas?.shape(area) ?? []).map(boundsOf) : [];
  const known = isJob || network === null ? places : network;
  return unionBounds([known, drawn, ...shapes].filter((it) => it !== null));
};
