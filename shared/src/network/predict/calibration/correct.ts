import type { Correction } from '../../../rules/prediction-parameters.ts';

/** A stated probability corrected by a monotone map, straight between its points, and through (0, 0) and (1, 1) outside them. */
export const corrected = (map: Correction, stated: number): number => {
  if (map.length === 0) return stated;
  let from = { stated: 0, observed: 0 };
  for (const point of [...map, { stated: 1, observed: 1 }]) {
    if (stated <= point.stated) {
      const width = point.stated - from.stated;
      if (width <= 0) return point.observed;
      return from.observed + ((stated - from.stated) / width) * (point.observed - from.observed);
    }
    from = point;
  }
  return stated;
};
