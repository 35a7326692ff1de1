import { customersOut } from '@relight/shared/operation/customers-out';
import type { OperationEvent, RecordedEvent } from '@relight/shared/operation/events';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { Dispatch, Incident, OperationState } from '@relight/shared/operation/state';
import type { DispatchEnd } from '@relight/shared/operation/vocabulary';

/** Rows of the read tables that a transaction has to write; within it the last word about a row wins. */
export type TouchedRows = {
  readonly incidents: Map<string, Row>;
  readonly dispatches: Map<string, Row>;
  readonly steps: Map<string, Row>;
  /** Figures of incidents that are finished and gone from the state, changed by one that was found inside them. */
  readonly corrections: Map<string, Row>;
};
type Row = Readonly<Record<string, string | number | boolean | null>>;

export const noRows = (): TouchedRows => ({
  incidents: new Map(),
  dispatches: new Map(),
  steps: new Map(),
  corrections: new Map(),
});

/** Notes which rows the events of one command change. `before` and `after` are the states around them. */
export const project = (
  rows: TouchedRows,
  before: OperationState,
  after: OperationState,
  recorded: readonly RecordedEvent[],
): void => {
  for (const line of recorded) {
    const { event } = line;
    for (const id of incidentsOf(event)) {
      const open = after.incidents[id];
      const ended = before.incidents[id];
      if (open) rows.incidents.set(id, openIncident(open, line.seq));
      else if (ended && 'incident' in event && id === event.incident)
        rows.incidents.set(id, endedIncident(ended, line));
    }
    if (event.type === 'outagePredicted' && event.nested !== undefined)
      correct(rows, after, event.nested.incident, line.seq);
    if ('dispatch' in event) {
      const active = after.dispatches[event.dispatch];
      const ended = before.dispatches[event.dispatch];
      if (active) rows.dispatches.set(active.id, dispatchRow(active, line.seq));
      else if (ended) rows.dispatches.set(ended.id, endedDispatch(ended, line));
    }
    if (event.type === 'supplyRestored') rows.steps.set(`${event.incident} ${event.step}`, stepRow(event, line.seq));
  }
};

/** A finished incident that gave customers up: its line in the state says how many it has left. */
const correct = (rows: TouchedRows, after: OperationState, id: IncidentId, seq: number): void => {
  const line = after.finished.recent.find((one) => one.id === id);
  if (line === undefined || after.incidents[id] !== undefined) return;
  const figures = { customers: line.customers, customer_minutes: line.customerMinutes, seq };
  const row = rows.incidents.get(id);
  // One statement may touch a row only once.
  if (row !== undefined) rows.incidents.set(id, { ...row, ...figures });
  else rows.corrections.set(id, { id, ...figures });
};

/** The incidents that an event is about. */
const incidentsOf = (event: OperationEvent): readonly IncidentId[] => {
  switch (event.type) {
    case 'incidentMerged':
      return [event.incident, event.into];
    case 'incidentUnmerged':
      return [event.incident, event.from];
    case 'incidentSplit':
      return [event.incident, event.part.incident];
    case 'outagePredicted':
      return [event.incident, event.nested?.incident, event.from].filter((id) => id !== undefined);
    case 'reportsReceived':
      return event.from === undefined ? [event.incident] : [event.incident, event.from];
    default:
      return 'incident' in event && event.incident !== null ? [event.incident] : [];
  }
};

const incidentRow = (it: Incident, seq: number) => ({
  id: it.id,
  number: it.number,
  priority: it.priority,
  device: it.place.device,
  device_class: it.place.deviceClass,
  place: it.place.name,
  place_en: it.place.nameEn,
  feeder: it.place.feeder,
  substation: it.place.substation,
  lon: it.place.lon,
  lat: it.place.lat,
  area: it.extent.area,
  hazard: it.hazard,
  reports: it.reports.count,
  customers: it.extent.customers,
  customer_minutes: it.customerMinutes,
  since: it.since,
  reported_at: it.reportedAt,
  confirmed_at: it.confirmed?.at ?? null,
  first_arrival_at: it.firstArrivalAt,
  etr: it.etr?.at ?? null,
  restored_at: it.restoredAt,
  seq,
});

const openIncident = (it: Incident, seq: number): Row => ({
  ...incidentRow(it, seq),
  status: it.status,
  customers_out: customersOut(it),
  ended_at: null,
  cause: null,
  merged_into: null,
});

const INCIDENT_ENDS = { incidentClosed: 'closed', incidentCancelled: 'cancelled', incidentMerged: 'merged' } as const;

const endedIncident = (it: Incident, { event, at, seq }: RecordedEvent): Row => ({
  ...incidentRow(it, seq),
  status: event.type in INCIDENT_ENDS ? INCIDENT_ENDS[event.type as keyof typeof INCIDENT_ENDS] : it.status,
  customers_out: 0,
  ended_at: at,
  cause: event.type === 'incidentClosed' ? event.cause : null,
  merged_into: event.type === 'incidentMerged' ? event.into : null,
});

const dispatchRow = (it: Dispatch, seq: number): Row => ({
  id: it.id,
  incident: it.incident,
  crew: it.crew,
  status: it.status,
  distance_m: it.distanceM,
  travel_minutes: it.travelMinutes,
  offered_at: it.offeredAt,
  answer_by: it.answerBy,
  accepted_at: it.acceptedAt,
  en_route_at: it.enRouteAt,
  arrived_at: it.arrivedAt,
  ended_at: null,
  end_reason: null,
  seq,
});

const DISPATCH_ENDS: Partial<Record<OperationEvent['type'], DispatchEnd>> = {
  crewRecalled: 'recalled',
  dispatchDeclined: 'declined',
  dispatchTimedOut: 'timedOut',
  fieldWorkCompleted: 'completed',
};

const endedDispatch = (it: Dispatch, { event, at, seq }: RecordedEvent): Row => ({
  ...dispatchRow(it, seq),
  status: DISPATCH_ENDS[event.type] ?? it.status,
  ended_at: 'occurredAt' in event ? event.occurredAt : at,
  end_reason: event.type === 'crewRecalled' || event.type === 'dispatchDeclined' ? event.reason : null,
});

const stepRow = (event: Extract<OperationEvent, { type: 'supplyRestored' }>, seq: number): Row => ({
  incident: event.incident,
  id: event.step,
  at: event.occurredAt,
  means: event.means,
  customers: event.customers,
  customers_left: event.customersLeft,
  customer_minutes: event.customerMinutes,
  verification: event.verification,
  seq,
});
