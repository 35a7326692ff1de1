import { incidentLabel } from '@relight/shared/operation/select';
import type { Place } from '@relight/shared/operation/values';
import { withoutBidiControls } from '@relight/shared/text/bidi';
import { language } from '../preferences.ts';

export const placeName = (place: Place): string =>
  withoutBidiControls(language() === 'en' && place.nameEn !== null ? place.nameEn : place.name);

/** OUT-0312 · 城东变 */
export const placeLine = (number: number, place: Place, networkName: (id: string) => string): string =>
  [incidentLabel(number), networkName(place.substation || place.feeder)].filter((part) => part !== '').join(' · ');

/**
 * The number at the end tells neighbours apart (`Qiaohe Rd transformer` + ` 05`), as does the id of a service point: a list that is short of
 * room must not cut it.
 */
export const nameAndNumber = (name: string): readonly [string, string] => {
  const number = /\s\S{0,9}\d$/u.exec(name)?.[0] ?? '';
  return [name.slice(0, name.length - number.length), number];
};
