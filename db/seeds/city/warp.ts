import type { Point } from './geometry.ts';
import { urbanity } from './zones.ts';

/** One number in [-1, 1] per lattice point. */
const lattice = (i: number, j: number, salt: number): number => {
  let h = Math.imul(i + 7919, 374761393) ^ Math.imul(j + 104729, 668265263) ^ Math.imul(salt, 2246822519);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 2147483648 - 1;
};

const smooth = (t: number): number => t * t * t * (t * (t * 6 - 15) + 10);

const noise = (x: number, y: number, salt: number): number => {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const u = smooth(x - i);
  const v = smooth(y - j);
  const low = lattice(i, j, salt) * (1 - u) + lattice(i + 1, j, salt) * u;
  const high = lattice(i, j + 1, salt) * (1 - u) + lattice(i + 1, j + 1, salt) * u;
  return low * (1 - v) + high * v;
};

/**
 * The gentle bend that land gives to everything drawn on it. Plans are drawn straight and then bent, water and streets together, so that
 * nothing starts to cross that did not cross before; the country bends more than the planned city.
 */
export const warp = (p: Point, seed: number): Point => {
  const wild = 1 + 1.3 * (1 - Math.min(1, urbanity(p) * 1.6));
  const shift = (salt: number): number =>
    150 * wild * noise(p[0] / 2_700, p[1] / 2_700, seed * 16 + salt) +
    34 * wild * noise(p[0] / 850, p[1] / 850, seed * 16 + salt + 1);
  return [p[0] + shift(1), p[1] + shift(5)];
};
