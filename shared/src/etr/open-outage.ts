import type { Incident, OperationState } from '../operation/state.ts';
import { circumstancesOf, levelOfDevice } from './circumstances.ts';
import type { OpenOutage } from './estimate.ts';

/**
 * An open incident as past outages are compared with it. Its load is what else was open when it began, not what is open now: otherwise every
 * new incident would change the estimates of all.
 * @param localHour of its beginning, where it happened
 */
export const openOutageOf = (state: OperationState, incident: Incident, localHour: number): OpenOutage => ({
  since: incident.outSince,
  area: incident.extent.area,
  circumstances: circumstancesOf({
    level: levelOfDevice(incident.place.deviceClass),
    // Stated when it is closed.
    cause: null,
    area: incident.extent.area,
    substation: incident.place.substation === '' ? null : incident.place.substation,
    customers: incident.extent.customers,
    localHour,
    concurrent: openBeside(state, incident),
  }),
});

const openBeside = (state: OperationState, incident: Incident): number => {
  const openThen = ({ since, restoredAt }: { readonly since: string; readonly restoredAt: string | null }) =>
    since <= incident.outSince && (restoredAt === null || restoredAt > incident.outSince);
  const others = Object.values(state.incidents).filter((other) => other.id !== incident.id && openThen(other));
  const finished = state.finished.recent.filter(
    (other) => other.end === 'closed' && other.id !== incident.id && openThen(other),
  );
  return others.length + finished.length;
};
