import { totalCustomersOut } from '../customers-out.ts';
import type { IncidentId } from '../ids.ts';
import type { FinishedIncident, Incident, OperationState } from '../state.ts';
import { CURVE_POINTS, RECENT_FINISHED } from '../state.ts';

/** Replaces one incident; a state without it stays as it is. */
export const changeIncident = (
  state: OperationState,
  id: IncidentId,
  change: (incident: Incident) => Incident,
): OperationState => {
  const incident = state.incidents[id];
  if (incident === undefined) return state;
  return { ...state, incidents: { ...state.incidents, [id]: change(incident) } };
};

export const addIncident = (state: OperationState, incident: Incident, at: string): OperationState =>
  plotCustomersOut(
    { ...state, nextNumber: incident.number + 1, incidents: { ...state.incidents, [incident.id]: incident } },
    at,
  );

/** Takes an incident out of the state and leaves one line about it. */
export const finishIncident = (
  state: OperationState,
  incident: Incident,
  end: Pick<FinishedIncident, 'end' | 'at' | 'cause' | 'mergedInto'>,
): OperationState => {
  const { [incident.id]: _left, ...incidents } = state.incidents;
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
      incidents,
      finished: {
        incidents: finished.incidents + (counts ? 1 : 0),
        cancelled: finished.cancelled + (counts ? 0 : 1),
        customersInterrupted: finished.customersInterrupted + (counts ? incident.extent.customers : 0),
        customerMinutes: finished.customerMinutes + (counts ? incident.customerMinutes : 0),
        recent: [...finished.recent, line].slice(-RECENT_FINISHED),
      },
    },
    end.at,
  );
};

/** Adds the present number of customers out to the curve; within one minute the newest value wins. */
export const plotCustomersOut = (state: OperationState, at: string): OperationState => {
  const customersOut = totalCustomersOut(state);
  const last = state.curve.at(-1);
  if (last?.customersOut === customersOut) return state;
  const minute = (instant: string) => instant.slice(0, 16);
  const kept = last !== undefined && minute(last.at) === minute(at) ? state.curve.slice(0, -1) : state.curve;
  return { ...state, curve: [...kept, { at, customersOut }].slice(-CURVE_POINTS) };
};
