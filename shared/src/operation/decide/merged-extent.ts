import type { Extent } from '../../network/facts.ts';
import { subtractRanges, unionRanges } from '../../network/ranges.ts';
import { without } from '../customers-out.ts';
import type { Incident } from '../state.ts';

type Part = Pick<Incident, 'extent' | 'place'>;

/** A hand-drawn duplicate counts the same people again. One service point has no sections either, and customers of its own. */
const addsNobody = ({ extent, place }: Part): boolean => extent.ranges.length === 0 && place.servicePoint === undefined;

/** Open incidents never count the same customers, so they add up. */
export const mergedExtent = (into: Extent, part: Part): Extent =>
  addsNobody(part)
    ? into
    : {
        ranges: unionRanges(into.ranges, part.extent.ranges),
        customers: into.customers + part.extent.customers,
        important: [...into.important, ...part.extent.important],
        area: into.area,
      };

/** Who is left once a part is an incident of its own again. */
export const extentWithout = (whole: Extent, part: Part): Extent =>
  addsNobody(part)
    ? whole
    : {
        ...whole,
        ranges: subtractRanges(whole.ranges, part.extent.ranges),
        customers: whole.customers - part.extent.customers,
        important: without(whole.important, part.extent.important),
      };
