import type { Ranges } from './ranges.ts';
import { pairs, subtractRanges } from './ranges.ts';

type WithExtent = { readonly id: string; readonly dead: Ranges };

/** Finds incidents by section, in a storm with thousands of them. Each section lies in one incident at most. */
export type IncidentLookup<Incident> = {
  readonly at: (section: number) => Incident | undefined;
  /** Those that lie wholly within the ranges, in the order given. */
  readonly inside: (ranges: Ranges) => readonly Incident[];
};

export const incidentLookup = <Incident extends WithExtent>(
  incidents: readonly Incident[],
): IncidentLookup<Incident> => {
  const spans = incidents
    .flatMap((incident, order) => Array.from(pairs(incident.dead), ([from, to]) => ({ from, to, incident, order })))
    .sort((a, b) => a.from - b.from);

  /** The number of spans that begin before the section. */
  const before = (section: number): number => {
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((spans[middle]?.from ?? 0) < section) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  const at = (section: number): Incident | undefined => {
    const span = spans[before(section + 1) - 1];
    return span && section < span.to ? span.incident : undefined;
  };

  const inside = (ranges: Ranges): readonly Incident[] => {
    const found = new Map<Incident, number>();
    for (const [from, to] of pairs(ranges)) {
      const end = before(to);
      for (let i = before(from); i < end; i++) {
        const span = spans[i];
        if (span) found.set(span.incident, span.order);
      }
    }
    return [...found]
      .filter(([incident]) => subtractRanges(incident.dead, ranges).length === 0)
      .sort((a, b) => a[1] - b[1])
      .map(([incident]) => incident);
  };

  return { at, inside };
};
