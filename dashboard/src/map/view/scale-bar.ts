const EARTH_CIRCUMFERENCE_M = 40_075_016.686;

/** Metres that one pixel covers at this latitude; tiles of 512 px. */
export const metresPerPixel = (lat: number, zoom: number): number =>
  (EARTH_CIRCUMFERENCE_M * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom);

/** The longest round distance that fits into `widthPx`. */
export const scaleBar = (
  lat: number,
  zoom: number,
  widthPx: number,
): { readonly metres: number; readonly widthPx: number } => {
  const perPixel = metresPerPixel(lat, zoom);
  const most = perPixel * widthPx;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = power * ([5, 2, 1].find((step) => step * power <= most) ?? 1);
  return { metres, widthPx: metres / perPixel };
};
