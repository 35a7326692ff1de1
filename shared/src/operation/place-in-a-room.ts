import type { Place } from './values.ts';

type Named = Pick<Place, 'name' | 'nameEn' | 'servicePoint' | 'feeder'>;

/**
 * What a place is called where a whole room reads it. A service point is somebody's home, and is called there by what supplies it, without
 * its own id (see `placeOfPoint`).
 */
export const nameInARoom = (place: Named): { readonly name: string; readonly nameEn: string | null } => {
  const { name, nameEn, servicePoint, feeder } = place;
  if (servicePoint === undefined) return { name, nameEn };
  const without = (text: string) =>
    text.endsWith(` ${servicePoint}`) ? text.slice(0, -servicePoint.length - 1) : feeder;
  return { name: without(name), nameEn: nameEn === null ? null : without(nameEn) };
};
