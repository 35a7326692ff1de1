import type { Bounds } from '@relight/shared/geo/bounds';

export const unionBounds = (all: readonly Bounds[]): Bounds | null => {
  const [first, ...rest] = all;
  if (first === undefined) return null;
  return rest.reduce(
    ([west, south, east, north], [w, s, e, n]) => [
      Math.min(west, w),
      Math.min(south, s),
      Math.max(east, e),
      Math.max(north, n),
    ],
    first,
  );
};

export const boundsOfPlaces = (places: readonly { readonly lon: number; readonly lat: number }[]): Bounds | null =>
  unionBounds(places.map(({ lon, lat }) => [lon, lat, lon, lat] as const));

export const sameBounds = (a: Bounds, b: Bounds): boolean =>
  a.every((value, i) => Math.abs(value - (b[i] ?? 0)) < 1e-6);
