import type { IncidentId } from '@relight/shared/operation/ids';
import type { Dispatch, Incident, OperationState } from '@relight/shared/operation/state';
import type { DispatchStatus } from '@relight/shared/operation/vocabulary';

/** How far the work on an incident has come, in one word. */
export type Stage = 'predicted' | 'waiting' | DispatchStatus | 'restored';

const PROGRESS: Readonly<Record<DispatchStatus, number>> = { offered: 0, accepted: 1, enRoute: 2, onSite: 3 };

/** The dispatch that has come furthest. */
export const leadOf = (dispatches: readonly Dispatch[]): Dispatch | undefined =>
  dispatches.reduce<Dispatch | undefined>(
    (lead, one) => (lead === undefined || PROGRESS[one.status] > PROGRESS[lead.status] ? one : lead),
    undefined,
  );

export const stageOf = (incident: Incident, dispatches: readonly Dispatch[]): Stage => {
  if (incident.status === 'restored') return 'restored';
  return leadOf(dispatches)?.status ?? (incident.status === 'predicted' ? 'predicted' : 'waiting');
};

/** Active dispatches by incident: one pass for a whole list. */
export const dispatchesByIncident = (state: OperationState): ReadonlyMap<IncidentId, readonly Dispatch[]> => {
  const found = new Map<IncidentId, Dispatch[]>();
  for (const dispatch of Object.values(state.dispatches)) {
    const known = found.get(dispatch.incident);
    if (known === undefined) found.set(dispatch.incident, [dispatch]);
    else known.push(dispatch);
  }
  return found;
};
