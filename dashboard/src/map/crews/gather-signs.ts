import type { CrewId } from '@relight/shared/operation/ids';
import type { Point } from '../tags/rectangle.ts';
import type { CrewMark } from './crew-marks.ts';

/** What is drawn for one crew, or for several on standby at one place. */
export type GatheredSign = {
  readonly at: Point;
  readonly status: CrewMark['status'];
  /** The first is the one that a click means. */
  readonly crews: readonly [CrewMark, ...CrewMark[]];
};

/**
 * Crews that stand at one place, as at their depot: those on standby become one sign with a number, and the signs of the others stand
 * beside it. Drawn over one another they would look like one crew. Who is on the way is drawn where it is.
 */
export const gatherSigns = (
  standing: readonly { readonly mark: CrewMark; readonly at: Point }[],
  radius: number,
): readonly GatheredSign[] => {
  const places: { readonly at: Point; readonly signs: GatheredSign[] }[] = [];
  const moving: GatheredSign[] = [];
  for (const { mark, at } of standing) {
    if (mark.status === 'enRoute') {
      moving.push({ at, status: mark.status, crews: [mark] });
      continue;
    }
    const place = places.find((it) => Math.hypot(it.at.x - at.x, it.at.y - at.y) < radius * 1.5);
    if (place === undefined) places.push({ at, signs: [{ at, status: mark.status, crews: [mark] }] });
    else addTo(place.signs, mark, { x: place.at.x + place.signs.length * radius * 2.4, y: place.at.y });
  }
  return [...moving, ...places.flatMap(({ signs }) => signs)];
};

const addTo = (signs: GatheredSign[], mark: CrewMark, at: Point): void => {
  const waiting = mark.status === 'standby' ? signs.findIndex(({ status }) => status === 'standby') : -1;
  const known = signs[waiting];
  if (known === undefined) signs.push({ at, status: mark.status, crews: [mark] });
  else signs[waiting] = { ...known, crews: [...known.crews, mark] };
};

/** Where the sign of each crew stands. */
export const signPoints = (signs: readonly GatheredSign[]): ReadonlyMap<CrewId, Point> =>
  new Map(signs.flatMap(({ crews, at }) => crews.map((mark) => [mark.id, at] as const)));
