import { distance } from '@turf/turf';

export type Position = { readonly lon: number; readonly lat: number };

/** Great-circle distance in metres. */
export const distanceM = (from: Position, to: Position): number =>
  distance([from.lon, from.lat], [to.lon, to.lat], { units: 'meters' });
