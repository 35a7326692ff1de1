import type { Ranges } from '@relight/shared/network/ranges';

/** More ranges than this in one address are a mistake: a device is one, an incident with many steps a few dozen. */
const MAX_RANGES = 500;

/**
 * Ranges as they stand in an address: `12-80,90-95`, half-open, ascending, apart from each other. Undefined where they are not that, so that
 * the same set of sections has one address only and is kept once.
 */
export const readRanges = (text: string, sections: number): Ranges | undefined => {
  const parts = text.split(',', MAX_RANGES + 1);
  if (parts.length > MAX_RANGES) return undefined;
  const ranges: number[] = [];
  for (const part of parts) {
    const [, from, to] = /^(\d{1,9})-(\d{1,9})$/.exec(part) ?? [];
    if (from === undefined || to === undefined) return undefined;
    const last = ranges.at(-1) ?? -1;
    if (Number(from) <= last || Number(from) >= Number(to) || Number(to) > sections) return undefined;
    ranges.push(Number(from), Number(to));
  }
  return ranges;
};
