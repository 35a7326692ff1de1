/**
 * World coordinates: Web Mercator as whole numbers from 0 to 2³² − 1, x to the east and y to the south. One unit is about a centimetre on the
 * equator, and the tile at any zoom is simply the leading bits.
 */
export const worldX = (lon: number): number => clamp((lon + 180) / 360);

export const worldY = (lat: number): number => {
  const sin = Math.sin((Math.max(-MAX_LAT, Math.min(MAX_LAT, lat)) * Math.PI) / 180);
  return clamp(0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI));
};

/** Web Mercator ends here, where its map is square. */
const MAX_LAT = 85.051_128_779_8;

const clamp = (share: number): number => Math.max(0, Math.min(2 ** 32 - 1, Math.floor(share * 2 ** 32)));

/** Interleaves the bits of x and y (16 bits each) to a Morton number, so that a tile at any zoom is one interval of numbers. */
export const morton = (x: number, y: number): number => (spread(x) | (spread(y) << 1)) >>> 0;

const spread = (value: number): number => {
  let v = value & 0xffff;
  v = (v | (v << 8)) & 0x00ff00ff;
  v = (v | (v << 4)) & 0x0f0f0f0f;
  v = (v | (v << 2)) & 0x33333333;
  return (v | (v << 1)) & 0x55555555;
};
