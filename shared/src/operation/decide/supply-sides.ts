import type { ImportantCustomerRef, NetworkFacts } from '../../network/facts.ts';
import { hasSection, intersectRanges, type Ranges, unionRanges } from '../../network/ranges.ts';
import type { PartChange, SupplyChange } from '../supply-change.ts';

/** Of one incident: who gains, or who loses supply by a step. */
export type Side = {
  readonly ranges: Ranges;
  readonly some: readonly { readonly section: number; readonly customers: number }[];
  readonly important: readonly ImportantCustomerRef[];
};

/** Those of an incident's dead sections that have supply afterwards. */
export const gainOf = (network: NetworkFacts, { gained, parts }: SupplyChange, dead: Ranges): Side => {
  let ranges = intersectRanges(gained, dead);
  const some: { section: number; customers: number }[] = [];
  const beside: ImportantCustomerRef[] = [];
  for (const { section, before, after, litAfter } of parts) {
    if (after >= before || !hasSection(dead, section)) continue;
    if (after === 0) ranges = unionRanges(ranges, [section, section + 1]);
    else {
      some.push({ section, customers: before - after });
      beside.push(...(litAfter ?? []));
    }
  }
  return { ranges, some, important: ranges.length === 0 ? beside : [...network.extentOf(ranges).important, ...beside] };
};

/** Those who lose supply and belong to the incident from now on. */
export const lossOf = (network: NetworkFacts, ranges: Ranges, parts: readonly PartChange[]): Side => ({
  ranges,
  some: parts.map(({ section, before, after }) => ({ section, customers: after - before })),
  important: [
    ...(ranges.length === 0 ? [] : network.extentOf(ranges).important),
    ...parts.flatMap(({ section, litBefore, litAfter }) => {
      const still = new Set((litAfter ?? []).map(({ servicePoint }) => servicePoint));
      return (litBefore ?? network.extentOf([section, section + 1]).important).filter(
        ({ servicePoint }) => !still.has(servicePoint),
      );
    }),
  ],
});

/** How many of these sections' customers have supply from generators only. */
export const onGenerator = (network: NetworkFacts, { gained, parts }: SupplyChange, ranges: Ranges): number =>
  parts
    .filter(({ section }) => hasSection(ranges, section))
    .reduce(
      (sum, { before, after }) => sum + before - after,
      network.extentOf(intersectRanges(gained, ranges)).customers,
    );

export const isSome = ({ ranges, some }: Side): boolean => ranges.length > 0 || some.length > 0;
