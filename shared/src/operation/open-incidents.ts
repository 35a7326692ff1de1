import type { Ranges } from '../network/ranges.ts';
import type { IncidentId } from './ids.ts';
import type { Incident, OperationState } from './state.ts';

type Incidents = OperationState['incidents'];

/** What an incident is taken to hold open; a conductor is out of service as its whole section. */
export type Holding = { readonly id: IncidentId; readonly device: string; readonly atConductor: boolean };

/**
 * Open incidents in the order of their record, and beside each what rules ask of all of them. Of a storm's thousands, a record takes longer
 * to walk through, and each incident to look into, than everything that a rule then does.
 */
type Columns = {
  readonly incidents: readonly Incident[];
  /** Bounds of the sections that each took supply from; where there are none nothing lies between them. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly holdings: readonly (Holding | null)[];
};

/** All open incidents. Not for the folding of a log, which changes a record that nobody has seen. */
export const openIncidents = ({ incidents }: Pick<OperationState, 'incidents'>): readonly Incident[] =>
  columnsOf(incidents).incidents;

/** What open incidents are taken to hold open, in their order. */
export const holdingsOf = ({ incidents }: Pick<OperationState, 'incidents'>): readonly (Holding | null)[] =>
  columnsOf(incidents).holdings;

/** Open incidents whose sections may have some of these among them, by their ends: most incidents of a storm lie elsewhere. */
export const incidentsMeeting = (
  { incidents }: Pick<OperationState, 'incidents'>,
  ranges: Ranges,
): readonly Incident[] => {
  const first = ranges[0];
  const last = ranges.at(-1);
  if (first === undefined || last === undefined) return [];
  const { incidents: all, from, to } = columnsOf(incidents);
  return all.filter((_, i) => (from[i] as number) < last && (to[i] as number) > first);
};

/**
 * Lets a record that differs from another in these incidents go on from what is known of the other: each was changed, added at the end, or
 * removed.
 */
export const carryOver = (before: Incidents, after: Incidents, changed: Iterable<IncidentId>): void => {
  const known = columns.get(before);
  if (known === undefined) return;
  const next = {
    incidents: known.incidents.slice(),
    from: known.from.slice(),
    to: known.to.slice(),
    holdings: known.holdings.slice(),
  };
  for (const id of changed) {
    const was = before[id];
    const is = after[id];
    const at = was === undefined ? next.incidents.length : next.incidents.indexOf(was);
    if (is === undefined) {
      if (was !== undefined) for (const column of Object.values(next)) column.splice(at, 1);
      continue;
    }
    next.incidents[at] = is;
    next.from[at] = is.extent.ranges[0] ?? Number.POSITIVE_INFINITY;
    next.to[at] = is.extent.ranges.at(-1) ?? Number.NEGATIVE_INFINITY;
    next.holdings[at] = holdingOf(is);
  }
  columns.set(after, next);
};

const columns = new WeakMap<Incidents, Columns>();

const columnsOf = (incidents: Incidents): Columns => {
  const known = columns.get(incidents);
  if (known !== undefined) return known;
  const all = Object.values(incidents);
  const made: Columns = {
    incidents: all,
    from: all.map(({ extent }) => extent.ranges[0] ?? Number.POSITIVE_INFINITY),
    to: all.map(({ extent }) => extent.ranges.at(-1) ?? Number.NEGATIVE_INFINITY),
    holdings: all.map(holdingOf),
  };
  columns.set(incidents, made);
  return made;
};

const holdingOf = (incident: Incident): Holding | null => {
  const { device } = incident.place;
  if (device === null || !incident.holdsOpen) return null;
  return { id: incident.id, device, atConductor: isAtConductor(incident) };
};

/** Whether the incident is at a conductor, which cannot be opened: it is out of service as a whole section. */
export const isAtConductor = ({ place }: Pick<Incident, 'place'>): boolean =>
  place.deviceClass === 'ACLineSegment' || place.deviceClass === 'Jumper';
