import type { Ranges } from '@relight/shared/network/ranges';
import { customersOut, deadSections } from '@relight/shared/operation/customers-out';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { Incident, OperationState } from '@relight/shared/operation/state';
import type { Outline } from '@relight/shared/operation/values';
import { RESTORED_SHOWN_MS, recentlyRestored } from '../sections/section-state.ts';

export type AreaLook = 'predicted' | 'dead' | 'restored';

/** One area to draw: where supply is missing, or came back a moment ago. An incident that is half restored is two. */
export type Affected = {
  readonly key: string;
  readonly incident: IncidentId;
  readonly look: AreaLook;
  readonly priority: number;
  readonly customers: number;
  readonly ranges: Ranges;
  readonly outline: Outline | null;
  /** One service point by itself: it has no sections, and is drawn as a point at its place. */
  readonly point: boolean;
  /** Somebody has reported a danger there. */
  readonly hazard: boolean;
  /** Where the tag points until the area is known. */
  readonly lon: number;
  readonly lat: number;
};

/** Everything that has an area now, most urgent last, so that it is drawn on top. */
export const affectedOf = (state: OperationState, nowMs: number, only?: IncidentId): readonly Affected[] => {
  const areas: Affected[] = [];
  for (const incident of Object.values(state.incidents)) {
    if (only !== undefined && incident.id !== only) continue;
    areas.push(...areasOf(incident, nowMs));
  }
  for (const line of state.finished.recent) {
    const recent = line.restoredAt !== null && nowMs - Date.parse(line.restoredAt) < RESTORED_SHOWN_MS;
    if (line.end !== 'closed' || !recent || (only !== undefined && line.id !== only)) continue;
    const { lon, lat } = line.place;
    const { id: incident, priority, customers, ranges } = line;
    areas.push({
      key: `${incident}:restored`,
      incident,
      look: 'restored',
      priority,
      customers,
      ranges,
      outline: null,
      point: line.place.servicePoint !== undefined,
      hazard: false,
      lon,
      lat,
    });
  }
  return areas.sort((a, b) => weight(a) - weight(b));
};

const areasOf = (incident: Incident, nowMs: number): readonly Affected[] => {
  const { id, priority, place } = incident;
  const isRestored = incident.status === 'restored';
  const point = place.servicePoint !== undefined;
  const common = { incident: id, priority, point, lon: place.lon, lat: place.lat };
  const areas: Affected[] = [];
  const back = recentlyRestored(incident, nowMs);
  const wholeBack = isRestored && nowMs - Date.parse(incident.restoredAt ?? '') < RESTORED_SHOWN_MS;
  const drawnBack = wholeBack ? incident.outline : null;
  if (back.length > 0 || drawnBack !== null || (point && wholeBack)) {
    const { customers } = incident.restored;
    const restored = { key: `${id}:restored`, look: 'restored', hazard: false } as const;
    areas.push({ ...common, ...restored, customers, ranges: back, outline: drawnBack });
  }
  if (!isRestored) {
    const look = incident.status === 'predicted' ? 'predicted' : 'dead';
    const ranges = deadSections(incident);
    const { hazard, outline } = incident;
    areas.push({ ...common, key: id, look, hazard, customers: customersOut(incident), ranges, outline });
  }
  return areas;
};

const weight = ({ look, priority, customers }: Affected): number =>
  look === 'restored' ? -1e9 : -priority * 1e7 + Math.min(9e6, customers);

/** Whether two pictures of the same operation would look the same: most events change no area. */
export const sameAffected = (a: readonly Affected[], b: readonly Affected[]): boolean =>
  a.length === b.length &&
  a.every((area, i) => {
    const other = b[i];
    return (
      other !== undefined &&
      area.key === other.key &&
      area.look === other.look &&
      area.priority === other.priority &&
      area.customers === other.customers &&
      area.hazard === other.hazard &&
      area.lon === other.lon &&
      area.lat === other.lat &&
      area.outline === other.outline &&
      area.ranges.length === other.ranges.length &&
      area.ranges.every((at, k) => at === other.ranges[k])
    );
  });
