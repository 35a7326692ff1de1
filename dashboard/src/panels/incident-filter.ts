import { customersOut } from '@relight/shared/operation/customers-out';
import type { IncidentId } from '@relight/shared/operation/ids';
import { byUrgency, incidentLabel, lateness } from '@relight/shared/operation/select';
import type { Dispatch, Incident, OperationState } from '@relight/shared/operation/state';

export const FILTERS = ['open', 'all', 'unassigned', 'predicted', 'overdue', 'hazard'] as const;
export type Filter = (typeof FILTERS)[number];
export const SORTS = ['urgency', 'customers', 'newest', 'etr'] as const;
export type Sort = (typeof SORTS)[number];
export type ListQuery = { readonly text: string; readonly filter: Filter; readonly sort: Sort };

/** The incidents that a list shows, in its order. `now` decides what is overdue. */
export const listIncidents = (
  state: OperationState,
  dispatches: ReadonlyMap<IncidentId, readonly Dispatch[]>,
  query: ListQuery,
  now: string,
  networkName: (id: string) => string,
): readonly Incident[] => {
  const sought = query.text.trim().toLocaleLowerCase();
  const found = byUrgency(state).filter(
    (incident) =>
      passes(incident, dispatches, query.filter, now) && (sought === '' || mentions(incident, sought, networkName)),
  );
  // Sorting is stable: equals stay in order of urgency.
  return query.sort === 'urgency' ? found : [...found].sort(ORDER[query.sort]);
};

const passes = (
  incident: Incident,
  dispatches: ReadonlyMap<IncidentId, readonly Dispatch[]>,
  filter: Filter,
  now: string,
): boolean => {
  switch (filter) {
    case 'all':
      return true;
    case 'open':
      return incident.status !== 'restored';
    case 'unassigned':
      return incident.status !== 'restored' && !dispatches.has(incident.id);
    case 'predicted':
      return incident.status === 'predicted';
    case 'overdue':
      return lateness(incident, now) !== null;
    case 'hazard':
      return incident.hazard;
    default:
      return filter satisfies never;
  }
};

const mentions = ({ number, place }: Incident, sought: string, networkName: (id: string) => string): boolean =>
  [
    incidentLabel(number),
    place.name,
    place.nameEn ?? '',
    place.device ?? '',
    place.feeder,
    networkName(place.feeder),
    networkName(place.substation),
  ].some((text) => text.toLocaleLowerCase().includes(sought));

const NEVER = '9999';
const ORDER: Readonly<Record<Exclude<Sort, 'urgency'>, (a: Incident, b: Incident) => number>> = {
  customers: (a, b) => customersOut(b) - customersOut(a),
  newest: (a, b) => b.number - a.number,
  etr: (a, b) => ((a.etr?.at ?? NEVER) < (b.etr?.at ?? NEVER) ? -1 : 1),
};
