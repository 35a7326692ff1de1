import type { Extent } from '../../network/facts.ts';
import { unionRanges } from '../../network/ranges.ts';

/** Dead sections of open incidents never overlap, so they add up. A hand-drawn duplicate counts the same people again and adds nobody. */
export const mergedExtent = (into: Extent, from: Extent): Extent =>
  from.ranges.length === 0
    ? into
    : {
        ranges: unionRanges(into.ranges, from.ranges),
        customers: into.customers + from.customers,
        important: [...into.important, ...from.important],
        area: into.area,
      };
