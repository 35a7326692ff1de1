import type { IncidentId } from '../ids.ts';
import { carryOver } from '../open-incidents.ts';
import type { Incident, OperationState } from '../state.ts';

type Incidents = OperationState['incidents'];

/** Records that a fold has made for itself and shown to nobody yet, and what it has changed in them. */
const unseen = new WeakMap<Incidents, Changes>();

type Changes = {
  readonly ids: Set<IncidentId>;
  readonly removed: Set<IncidentId>;
  /** Whether one was removed and came back, at another place in the order. */
  reordered: boolean;
};

/**
 * Lets `work` change one copy of the incidents from step to step: a storm has thousands, and a copy for each event would take longer
 * than everything else together. Nobody sees the copy before the work is done, so from outside nothing is ever changed.
 */
export const withOwnIncidents = (
  state: OperationState,
  work: (state: OperationState) => OperationState,
): OperationState => {
  const incidents = { ...state.incidents };
  const changes: Changes = { ids: new Set(), removed: new Set(), reordered: false };
  unseen.set(incidents, changes);
  try {
    return work({ ...state, incidents });
  } finally {
    unseen.delete(incidents);
    if (!changes.reordered && changes.ids.size <= FEW) carryOver(state.incidents, incidents, changes.ids);
  }
};

/** Up to so many changes it is less work to go on from the record before. */
const FEW = 100;

export const putIncident = (incidents: Incidents, incident: Incident): Incidents => {
  const { id } = incident;
  const changes = unseen.get(incidents);
  if (changes !== undefined) {
    changes.ids.add(id);
    if (changes.removed.has(id)) changes.reordered = true;
    (incidents as Record<IncidentId, Incident>)[id] = incident;
    return incidents;
  }
  const own = { ...incidents, [id]: incident };
  carryOver(incidents, own, [id]);
  return own;
};

export const removeIncident = (incidents: Incidents, id: IncidentId): Incidents => {
  const changes = unseen.get(incidents);
  const own: Record<IncidentId, Incident> = changes === undefined ? { ...incidents } : incidents;
  delete own[id];
  if (changes === undefined) carryOver(incidents, own, [id]);
  else {
    changes.ids.add(id);
    changes.removed.add(id);
  }
  return own;
};
