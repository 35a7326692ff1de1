import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Ranges } from './ranges.ts';
import { countSections, hasSection, intersectRanges, NO_SECTIONS, subtractRanges, unionRanges } from './ranges.ts';

const SECTIONS = 24;
const anySet = fc.uniqueArray(fc.nat(SECTIONS - 1));
const rangesOf = (sections: readonly number[]): Ranges =>
  sections.reduce<Ranges>((ranges, section) => unionRanges(ranges, [section, section + 1]), NO_SECTIONS);
const membersOf = (ranges: Ranges): number[] =>
  Array.from({ length: SECTIONS }, (_, section) => section).filter((section) => hasSection(ranges, section));

test('operations on ranges are those on the sets they stand for', () => {
  fc.assert(
    fc.property(anySet, anySet, (a, b) => {
      const [left, right] = [rangesOf(a), rangesOf(b)];
      const sorted = (sections: readonly number[]) => sections.toSorted((x, y) => x - y);
      expect(membersOf(left)).toEqual(sorted(a));
      expect(countSections(left)).toBe(a.length);
      expect(membersOf(unionRanges(left, right))).toEqual(sorted([...new Set([...a, ...b])]));
      expect(membersOf(subtractRanges(left, right))).toEqual(sorted(a.filter((one) => !b.includes(one))));
      expect(membersOf(intersectRanges(left, right))).toEqual(sorted(a.filter((one) => b.includes(one))));
    }),
    { numRuns: 500, seed: 4 },
  );
});

test('results are sorted, disjoint and as short as they can be', () => {
  fc.assert(
    fc.property(anySet, anySet, (a, b) => {
      for (const ranges of [unionRanges(rangesOf(a), rangesOf(b)), subtractRanges(rangesOf(a), rangesOf(b))])
        for (let i = 1; i < ranges.length; i++) expect(ranges[i]).toBeGreaterThan(ranges[i - 1] as number);
    }),
    { numRuns: 300, seed: 5 },
  );
});
