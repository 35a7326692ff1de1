import { sha256Hex } from '@relight/shared/hash';

/**
 * A number in [0, 1) that belongs to a key: the same key gives the same number, in every process and after a restart. Simulated people
 * therefore need no memory of what they have made up their minds to do.
 */
export const chanceOf = (key: string): number => Number.parseInt(sha256Hex(key).slice(0, 12), 16) / 2 ** 48;

export const between = (key: string, [from, to]: readonly [from: number, to: number]): number =>
  from + chanceOf(key) * (to - from);

export const pickBy = <T>(key: string, items: readonly T[]): T | undefined =>
  items[Math.floor(chanceOf(key) * items.length)];
