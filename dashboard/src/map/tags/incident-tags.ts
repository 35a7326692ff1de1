import type { IncidentId } from '@relight/shared/operation/ids';
import type { Affected } from '../areas/affected.ts';

/** A tag on the map: one per area. */
export type IncidentTag = {
  readonly key: string;
  readonly area: Affected;
  readonly chosen: boolean;
  readonly prominence: Prominence;
};

/** `first` may move far to be readable; `second` is readable where there is room beside its area; `third` is a badge until one comes closer. */
export type Prominence = 'first' | 'second' | 'third';

/** How many tags a glance can take in. */
const READABLE = 24;
/** How many of the largest stay readable whatever their priority. */
const LARGEST = 12;

/** In the order in which they get their places: the chosen one, then by what it costs not to see it. */
export const incidentTags = (areas: readonly Affected[], chosen: IncidentId | null): readonly IncidentTag[] => {
  const sorted = [...areas].sort(
    (a, b) =>
      Number(b.incident === chosen) - Number(a.incident === chosen) ||
      Number(a.look === 'restored') - Number(b.look === 'restored') ||
      a.priority - b.priority ||
      b.customers - a.customers,
  );
  const large = new Set([...areas].sort((a, b) => b.customers - a.customers).slice(0, LARGEST));
  return sorted.map((area, place) => {
    const isChosen = area.incident === chosen;
    const counted = area.customers > 0;
    const first =
      isChosen || area.hazard || (counted && large.has(area)) || (area.look !== 'restored' && area.priority <= 2);
    const prominence = first ? 'first' : counted && place < READABLE ? 'second' : 'third';
    return { key: area.key, area, chosen: isChosen, prominence };
  });
};
