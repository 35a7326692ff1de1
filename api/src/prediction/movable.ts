import type { IncidentId } from '@relight/shared/operation/ids';
import type { Incident, OperationState } from '@relight/shared/operation/state';

/**
 * Incidents that rules may still move, in the order in which they were opened: people have neither confirmed nor locked them, restored
 * a part, said where they are, nor sent a crew.
 */
export const movableIncidents = (state: OperationState): Incident[] => {
  const crewed = new Set<IncidentId>(Object.values(state.dispatches).map(({ incident }) => incident));
  return Object.values(state.incidents)
    .filter(
      (incident) =>
        incident.status === 'predicted' &&
        incident.ruling !== null &&
        !incident.locked &&
        incident.steps.length === 0 &&
        incident.lostLater.length === 0 &&
        !crewed.has(incident.id),
    )
    .sort((a, b) => a.number - b.number);
};
