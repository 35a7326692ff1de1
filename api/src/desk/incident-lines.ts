import type { IncidentLine } from '@relight/shared/http/read-models';
import { figuresOut } from '@relight/shared/operation/customers-out';
import { toldEtr } from '@relight/shared/operation/etr-standing';
import { arriveBy, byUrgency, crewsOf, incidentLabel } from '@relight/shared/operation/select';
import type { FinishedIncident, Incident, OperationState } from '@relight/shared/operation/state';
import { rangeOut } from '@relight/shared/readings/range-out';

/** Open incidents as a dispatcher works through them. */
export const openIncidentLines = (state: OperationState, now: string): IncidentLine[] =>
  byUrgency(state).map((incident) => openLine(state, incident, now));

/** The newest finished incidents, latest first. */
export const finishedIncidentLines = (state: OperationState): IncidentLine[] =>
  state.finished.recent.map(finishedLine).reverse();

const openLine = (state: OperationState, incident: Incident, now: string): IncidentLine => ({
  id: incident.id,
  number: incident.number,
  label: incidentLabel(incident.number),
  status: incident.status,
  priority: incident.priority,
  place: incident.place,
  customers: incident.extent.customers,
  customersOut: figuresOut(incident).confirmed,
  customersPredicted: figuresOut(incident).predicted,
  confirmed: figuresOut(incident).confirmed,
  predicted: predictedOf(incident),
  important: [...incident.extent.important],
  area: incident.extent.area,
  hazard: incident.hazard,
  reports: incident.reports.count,
  since: incident.since,
  reportedAt: incident.reportedAt,
  confirmedAt: incident.confirmed?.at ?? null,
  firstArrivalAt: incident.firstArrivalAt,
  arriveBy: arriveBy(incident),
  ...toldEtr(incident, now),
  restoredAt: incident.restoredAt,
  endedAt: null,
  customerMinutes: incident.customerMinutes,
  crews: crewsOf(state, incident.id).map(({ id, crew, status }) => ({ crew, dispatch: id, status })),
  changedSeq: incident.changedSeq,
});

const predictedOf = (incident: Incident): IncidentLine['predicted'] => {
  const { predicted: expected } = figuresOut(incident);
  const { low, high } = rangeOut(incident) ?? { low: expected, high: expected };
  return { expected, low, high };
};

const finishedLine = (line: FinishedIncident): IncidentLine => ({
  id: line.id,
  number: line.number,
  label: incidentLabel(line.number),
  status: line.end,
  priority: line.priority,
  place: line.place,
  customers: line.customers,
  customersOut: 0,
  customersPredicted: 0,
  confirmed: 0,
  predicted: { expected: 0, low: 0, high: 0 },
  important: [],
  area: null,
  hazard: false,
  reports: 0,
  since: line.since,
  reportedAt: null,
  confirmedAt: null,
  firstArrivalAt: null,
  arriveBy: null,
  etr: null,
  etrStanding: 'none',
  restoredAt: line.restoredAt,
  endedAt: line.at,
  customerMinutes: line.customerMinutes,
  crews: [],
  changedSeq: null,
});
