import type { IncidentId } from '../ids.ts';
import type { Incident, OperationState } from '../state.ts';

type Incidents = OperationState['incidents'];

/** Records that a fold has made for itself and shown to nobody yet. */
const unseen = new WeakSet<Incidents>();

/**
 * Lets `work` change one copy of the incidents from step to step: a storm has thousands, and a copy for each event would take longer
 * than everything else together. Nobody sees the copy before the work is done, so from outside nothing is ever changed.
 */
export const withOwnIncidents = (
  state: OperationState,
  work: (state: OperationState) => OperationState,
): OperationState => {
  const incidents = { ...state.incidents };
  unseen.add(incidents);
  try {
    return work({ ...state, incidents });
  } finally {
    unseen.delete(incidents);
  }
};

export const putIncident = (incidents: Incidents, incident: Incident): Incidents => {
  const own = ownOf(incidents);
  own[incident.id] = incident;
  return own;
};

export const removeIncident = (incidents: Incidents, id: IncidentId): Incidents => {
  const own = ownOf(incidents);
  delete own[id];
  return own;
};

const ownOf = (incidents: Incidents): Record<IncidentId, Incident> =>
  unseen.has(incidents) ? (incidents as Record<IncidentId, Incident>) : { ...incidents };
