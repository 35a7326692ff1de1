import type { IncidentId } from '@relight/shared/operation/ids';
import type { Affected } from '../areas/affected.ts';

/** A tag on the map: one per area. */
export type IncidentTag = {
  readonly key: string;
  readonly area: Affected;
  readonly chosen: boolean;
  readonly important: boolean;
};

/** How many tags may move far from their place to be readable, besides those of the first two priorities. */
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
  const bySize = [...areas].sort((a, b) => b.customers - a.customers);
  const large = new Set(bySize.slice(0, LARGEST));
  return sorted.map((area) => ({
    key: area.key,
    area,
    chosen: area.incident === chosen,
    important: area.incident === chosen || (area.look !== 'restored' && area.priority <= 2) || large.has(area),
  }));
};
