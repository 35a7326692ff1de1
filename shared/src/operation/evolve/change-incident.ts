import { expectedNow, figuresAt, figuresOut, minus, NOBODY, plus, type TwoFigures } from '../customers-out.ts';
import type { IncidentId } from '../ids.ts';
import type { FinishedIncident, Incident, OperationState, Outlook } from '../state.ts';
import { CURVE_POINTS, RECENT_FINISHED } from '../state.ts';
import { putIncident, removeIncident } from './incident-record.ts';
import { withoutPlansOf } from './plans.ts';

type Change = (incident: Incident) => Incident;

/** Replaces one incident, who is out because of it staying as it is; a state without it stays as it is. */
export const changeIncident = (state: OperationState, id: IncidentId, change: Change): OperationState => {
  const incident = state.incidents[id];
  if (incident === undefined) return state;
  return { ...state, incidents: putIncident(state.incidents, change(incident)) };
};

/** Replaces one incident and adds to the curve how many customers are out afterwards, and of how many that is known. */
export const changeSupply = (state: OperationState, id: IncidentId, change: Change, at: string): OperationState => {
  const before = outBecauseOf(state, id);
  const changed = changeIncident(state, id, change);
  return plotCustomersOut(changed, minus(outBecauseOf(changed, id), before), at);
};

/** Adds an incident. One that had become part of another is open again, and no longer among those that ended. */
export const addIncident = (state: OperationState, incident: Incident, at: string): OperationState => {
  const before = outBecauseOf(state, incident.id);
  const incidents = putIncident(state.incidents, incident);
  const nextNumber = Math.max(state.nextNumber, incident.number + 1);
  return plotCustomersOut(
    { ...state, nextNumber, incidents, finished: withoutLine(state.finished, incident.id) },
    minus(figuresOut(incident), before),
    at,
  );
};

/** Takes an incident out of the state because it has become part of another, which changes. */
export const mergeIncident = (
  state: OperationState,
  incident: Incident,
  { into, change, at }: { into: IncidentId; change: Change; at: string },
): OperationState => {
  const before = outBecauseOf(state, into);
  const merged = changeIncident(state, into, change);
  const end = { end: 'merged', at, cause: null, mergedInto: into } as const;
  return finishIncident(merged, incident, end, minus(outBecauseOf(merged, into), before));
};

/**
 * Takes an incident out of the state and leaves one line about it.
 * @param difference by how much the customers out have changed elsewhere
 */
export const finishIncident = (
  state: OperationState,
  incident: Incident,
  end: Pick<FinishedIncident, 'end' | 'at' | 'cause' | 'mergedInto'>,
  difference = NOBODY,
): OperationState => {
  const change = minus(difference, outBecauseOf(state, incident.id));
  const counts = end.end === 'closed';
  const line: FinishedIncident = {
    id: incident.id,
    number: incident.number,
    place: incident.place,
    priority: incident.priority,
    customers: incident.extent.customers,
    customerMinutes: incident.customerMinutes,
    since: incident.since,
    restoredAt: incident.restoredAt,
    ranges: incident.extent.ranges,
    ...end,
  };
  const { finished } = state;
  return plotCustomersOut(
    {
      ...state,
      incidents: removeIncident(state.incidents, incident.id),
      plans: withoutPlansOf(state.plans, incident.id),
      finished: {
        incidents: finished.incidents + (counts ? 1 : 0),
        cancelled: finished.cancelled + (counts ? 0 : 1),
        customersInterrupted: finished.customersInterrupted + (counts ? incident.extent.customers : 0),
        customerMinutes: finished.customerMinutes + (counts ? incident.customerMinutes : 0),
        recent: [...finished.recent, line].slice(-RECENT_FINISHED),
      },
    },
    change,
    end.at,
  );
};

const withoutLine = (finished: OperationState['finished'], id: IncidentId): OperationState['finished'] => {
  const recent = finished.recent.filter((line) => line.id !== id);
  return recent.length === finished.recent.length
    ? finished
    : { ...finished, cancelled: Math.max(0, finished.cancelled - 1), recent };
};

const outBecauseOf = ({ incidents }: OperationState, id: IncidentId): TwoFigures => {
  const incident = incidents[id];
  return incident === undefined ? NOBODY : figuresOut(incident);
};

/** What prediction expects now, and with it the curve's last point. Of incidents that are predicted it knows already. */
export const setOutlook = (state: OperationState, said: Omit<Outlook, 'stated'>): OperationState => {
  const { confirmed, predicted } = lastFigures(state);
  const outlook = { ...said, stated: state.outlook?.stated ?? predicted };
  return plot({ ...state, outlook }, { confirmed, predicted: expectedNow(outlook).expected }, said.at);
};

/** Adds a difference that incidents make to the curve, whose last point always is the number so far. */
const plotCustomersOut = (state: OperationState, difference: TwoFigures, at: string): OperationState => {
  if (difference.confirmed === 0 && difference.predicted === 0) return state;
  const figures = plus(lastFigures(state), difference);
  if (state.outlook === null) return plot(state, figures, at);
  const outlook = { ...state.outlook, stated: state.outlook.stated + difference.predicted };
  return plot({ ...state, outlook }, { ...figures, predicted: expectedNow(outlook).expected }, at);
};

const lastFigures = ({ curve }: OperationState): TwoFigures => {
  const last = curve.at(-1);
  return last === undefined ? NOBODY : figuresAt(last);
};

/** Within one minute the newest value wins. */
const plot = (state: OperationState, { confirmed, predicted }: TwoFigures, at: string): OperationState => {
  const last = state.curve.at(-1);
  const { confirmed: confirmedBefore, predicted: predictedBefore } = lastFigures(state);
  if (confirmed === confirmedBefore && predicted === predictedBefore) return state;
  const minute = (instant: string) => instant.slice(0, 16);
  const kept = last !== undefined && minute(last.at) === minute(at) ? state.curve.slice(0, -1) : state.curve;
  const point = { at, customersOut: confirmed, ...(predicted === 0 ? {} : { customersPredicted: predicted }) };
  return { ...state, curve: [...kept, point].slice(-CURVE_POINTS) };
};
