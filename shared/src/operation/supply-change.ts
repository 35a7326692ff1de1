import type { Dark, ImportantCustomerRef, NetworkFacts } from '../network/facts.ts';
import { hasSection, NO_SECTIONS, type Ranges, subtractRanges, unionRanges } from '../network/ranges.ts';

/** A section in which some lose or regain supply beside others who do not. */
export type PartChange = {
  readonly section: number;
  /** Customers without supply in it before and after. */
  readonly before: number;
  readonly after: number;
  /** Important customers who have supply in it before and after; null: all of them. */
  readonly litBefore: readonly ImportantCustomerRef[] | null;
  readonly litAfter: readonly ImportantCustomerRef[] | null;
};

/** Who has supply after a step and had none before it, and the other way round. */
export type SupplyChange = {
  /** Sections that were wholly dark and are wholly supplied, and the other way round. */
  readonly gained: Ranges;
  readonly lost: Ranges;
  /** Sections that are or were only partly dark, where the number changes. */
  readonly parts: readonly PartChange[];
};

/** Compares two answers of a trace. O(ranges), however large the outage is. */
export const supplyChange = (network: Pick<NetworkFacts, 'extentOf'>, before: Dark, after: Dark): SupplyChange => {
  const [onlyBefore, onlyAfter] = differences(before.ranges, after.ranges);
  const litBefore = new Map(before.lit.map((it) => [it.section, it]));
  const litAfter = new Map(after.lit.map((it) => [it.section, it]));
  const parts: PartChange[] = [];
  let partly: Ranges = NO_SECTIONS;
  for (const section of [...new Set([...litBefore.keys(), ...litAfter.keys()])].sort((a, b) => a - b)) {
    const range = [section, section + 1];
    partly = unionRanges(partly, range);
    const { customers } = network.extentOf(range);
    const was = inSection(section, before.ranges, litBefore.get(section), customers);
    const is = inSection(section, after.ranges, litAfter.get(section), customers);
    if (was.dark !== is.dark) {
      parts.push({ section, before: was.dark, after: is.dark, litBefore: was.lit, litAfter: is.lit });
    }
  }
  return { gained: subtractRanges(onlyBefore, partly), lost: subtractRanges(onlyAfter, partly), parts };
};

const inSection = (section: number, dark: Ranges, lit: Dark['lit'][number] | undefined, customers: number) =>
  hasSection(dark, section)
    ? { dark: customers - (lit?.customers ?? 0), lit: lit?.important ?? [] }
    : { dark: 0, lit: null };

/** Every section that regains supply, wholly or in part: what an energising step reaches. */
export const energised = ({ gained, parts }: SupplyChange): Ranges => {
  let ranges = gained;
  for (const { section, before, after } of parts)
    if (after < before) ranges = unionRanges(ranges, [section, section + 1]);
  return ranges;
};

/** The sections in `a` alone and in `b` alone. Ranges at the beginning and the end that both have are only walked over. */
const differences = (a: Ranges, b: Ranges): readonly [Ranges, Ranges] => {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start] && a[start + 1] === b[start + 1]) start += 2;
  let same = 0;
  while (same < shorter - start && a[a.length - same - 1] === b[b.length - same - 1]) same++;
  same -= same % 2;
  const [onlyA, onlyB] = [a.slice(start, a.length - same), b.slice(start, b.length - same)];
  return [subtractRanges(onlyA, onlyB), subtractRanges(onlyB, onlyA)];
};
