import { at, distance, type Point } from './geometry.ts';
import { riverMiddle } from './river.ts';
import { DISTRICTS } from './zones.ts';

const BANK_REACH = 900;

/** The direction that streets follow at a place: the grid of the zone, turned along the river near its banks. */
export const grainAt = (p: Point): number => {
  let c = 0;
  let s = 0;
  const add = (angle: number, weight: number): void => {
    // A grid looks the same after a quarter turn, hence four times the angle.
    c += weight * Math.cos(4 * angle);
    s += weight * Math.sin(4 * angle);
  };
  for (const z of DISTRICTS) add(z.grain, 1 / (0.05 + (distance(p, z.centre) / z.reach) ** 3));
  let nearest = 1;
  for (let i = 2; i < riverMiddle.length; i++)
    if (distance(p, at(riverMiddle, i)) < distance(p, at(riverMiddle, nearest))) nearest = i;
  const [a, b] = [at(riverMiddle, nearest - 1), at(riverMiddle, Math.min(riverMiddle.length - 1, nearest + 1))];
  const beyond = Math.max(0, distance(p, at(riverMiddle, nearest)) - 450) / BANK_REACH;
  add(Math.atan2(b[1] - a[1], b[0] - a[0]), 4 / (1 + beyond ** 4));
  return Math.atan2(s, c) / 4;
};
