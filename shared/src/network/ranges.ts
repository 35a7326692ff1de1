/**
 * Sets of network sections, as sorted, disjoint half-open ranges flattened into one list: [from, to, from, to, …].
 *
 * Sections are numbered in feeder order, so everything below a device on a radial feeder is one range. An outage of 5,000 sections is
 * then two numbers in an event, and nobody needs the network model to draw or to subtract it.
 */
export type Ranges = readonly number[];

export const NO_SECTIONS: Ranges = [];

/** How many sections the set holds. */
export const countSections = (ranges: Ranges): number => {
  let count = 0;
  for (const [from, to] of pairs(ranges)) count += to - from;
  return count;
};

export const hasSection = (ranges: Ranges, section: number): boolean => {
  // Asked for every report and every point on a map, so without the generator.
  for (let i = 0; i + 1 < ranges.length; i += 2) {
    if (section < (ranges[i] as number)) return false;
    if (section < (ranges[i + 1] as number)) return true;
  }
  return false;
};

/** Every section in either set. */
export const unionRanges = (a: Ranges, b: Ranges): Ranges => {
  const sorted = [...pairs(a), ...pairs(b)].sort((x, y) => x[0] - y[0]);
  const out: number[] = [];
  for (const [from, to] of sorted) {
    const lastTo = out.at(-1);
    if (lastTo !== undefined && from <= lastTo) out[out.length - 1] = Math.max(lastTo, to);
    else out.push(from, to);
  }
  return out;
};

/** The sections of `a` that are not in `b`. O(a + b): in a storm both have thousands of ranges. */
export const subtractRanges = (a: Ranges, b: Ranges): Ranges => {
  const out: number[] = [];
  let first = 0;
  for (let i = 0; i + 1 < a.length; i += 2) {
    let start = a[i] as number;
    const end = a[i + 1] as number;
    while (first + 1 < b.length && (b[first + 1] as number) <= start) first += 2;
    for (let j = first; j + 1 < b.length && (b[j] as number) < end; j += 2) {
      if ((b[j] as number) > start) out.push(start, b[j] as number);
      start = Math.max(start, b[j + 1] as number);
    }
    if (start < end) out.push(start, end);
  }
  return out;
};

/** The sections in both sets. */
export const intersectRanges = (a: Ranges, b: Ranges): Ranges => subtractRanges(a, subtractRanges(a, b));

/** The ranges one by one. */
export function* pairs(ranges: Ranges): Generator<readonly [from: number, to: number]> {
  for (let i = 0; i + 1 < ranges.length; i += 2) yield [ranges[i] as number, ranges[i + 1] as number];
}
