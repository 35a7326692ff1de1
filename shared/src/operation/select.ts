import { ARRIVAL_LIMIT } from '../rules/service-times.ts';
import { customersOut } from './customers-out.ts';
import { etrStanding } from './etr-standing.ts';
import type { CrewId, IncidentId } from './ids.ts';
import type { Dispatch, Incident, OperationState, Permit, Tag } from './state.ts';

/** The one active dispatch of a crew, if it has one. */
export const dispatchOfCrew = (state: OperationState, crew: CrewId): Dispatch | undefined =>
  Object.values(state.dispatches).find((dispatch) => dispatch.crew === crew);

/** Active dispatches to an incident, oldest first. */
export const crewsOf = (state: OperationState, incident: IncidentId): readonly Dispatch[] =>
  Object.values(state.dispatches)
    .filter((dispatch) => dispatch.incident === incident)
    .sort((a, b) => (a.offeredAt < b.offeredAt ? -1 : 1));

/** Permits to work that are in force because of an incident, oldest first. */
export const permitsOf = (state: OperationState, incident: IncidentId): readonly Permit[] =>
  Object.values(state.permits).filter((permit) => permit.incident === incident);

/** Tags on a device, oldest first. */
export const tagsOn = (state: OperationState, device: string): readonly Tag[] =>
  Object.values(state.tags).filter((tag) => tag.device === device);

/** CrewStatusKind as shown: off duty, standby, or the status of its dispatch. */
export type CrewStatus = 'offDuty' | 'standby' | Dispatch['status'];
export const crewStatus = (state: OperationState, crew: CrewId): CrewStatus =>
  dispatchOfCrew(state, crew)?.status ?? (state.onDuty[crew] === undefined ? 'offDuty' : 'standby');

/** The latest instant by which a crew must be on site (供电监管办法: counted from the accepted report). */
export const arriveBy = (incident: Incident): string =>
  new Date(Date.parse(incident.reportedAt) + ARRIVAL_LIMIT.values[incident.extent.area] * 60_000).toISOString();

export type Lateness = { readonly kind: 'etr' | 'arrival'; readonly minutes: number };

/** What is overdue about an incident at `now`, in minutes begun or full: its restoration estimate, else the arrival of the first crew. */
export const lateness = (incident: Incident, now: string): Lateness | null => {
  if (incident.status === 'restored') return null;
  const over = (due: string) => Math.floor((Date.parse(now) - Date.parse(due)) / 60_000);
  if (incident.etr !== null && etrStanding(incident, now) === 'overdue') {
    return { kind: 'etr', minutes: Math.max(1, over(incident.etr.at)) };
  }
  if (incident.firstArrivalAt === null && over(arriveBy(incident)) >= 1) {
    return { kind: 'arrival', minutes: over(arriveBy(incident)) };
  }
  return null;
};

/** Open incidents as a dispatcher works through them: not yet restored first, then by priority, customers out, age. */
export const byUrgency = (state: OperationState): readonly Incident[] =>
  Object.values(state.incidents).sort(
    (a, b) =>
      Number(a.status === 'restored') - Number(b.status === 'restored') ||
      a.priority - b.priority ||
      customersOut(b) - customersOut(a) ||
      a.number - b.number,
  );

/** How an incident is called everywhere: OUT-0042. */
export const incidentLabel = (number: number): string => `OUT-${String(number).padStart(4, '0')}`;
