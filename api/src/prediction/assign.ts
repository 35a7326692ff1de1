import type { NetworkFacts } from '@relight/shared/network/facts';
import { incidentLookup } from '@relight/shared/network/incident-lookup';
import { deadSections } from '@relight/shared/operation/customers-out';
import { idOfPlace } from '@relight/shared/operation/former-places';
import { sectionsOut } from '@relight/shared/operation/service-point-incidents';
import type { Incident } from '@relight/shared/operation/state';
import type { Hypothesis } from './hypotheses.ts';

/** A hypothesis with the open incidents that it is a new opinion about, oldest first; none: a new outage. */
export type Assigned = { readonly hypothesis: Hypothesis; readonly incidents: readonly Incident[] };

/**
 * Which incidents each hypothesis is about: the one at its own place; those that lie within what it puts in the dark (it is farther up);
 * and for one that has none of these, the one that it lies in itself (it is farther down, the likeliest first). A lone call is never about
 * others.
 */
export const assign = (
  hypotheses: readonly Hypothesis[],
  movable: readonly Incident[],
  facts: Pick<NetworkFacts, 'servicePoint'>,
): { readonly assigned: readonly Assigned[]; readonly unassigned: readonly Incident[] } => {
  const free = new Map(movable.map((incident) => [incident.id, incident]));
  const { at } = incidentLookup(
    movable.map((incident) => ({ id: incident.id, dead: deadSections(incident), incident })),
  );
  const { inside } = incidentLookup(
    movable.map((incident) => ({ id: incident.id, dead: sectionsOut(incident, facts), incident })),
  );
  const taken = new Map<Hypothesis, Incident[]>();
  const take = (hypothesis: Hypothesis, incident: Incident | undefined) => {
    if (incident === undefined || !free.delete(incident.id)) return;
    taken.set(hypothesis, [...(taken.get(hypothesis) ?? []), incident]);
  };

  const byPlace = new Map(movable.map((incident) => [idOfPlace(incident.place), incident]));
  for (const hypothesis of hypotheses) take(hypothesis, byPlace.get(hypothesis.prediction.device));
  const ofDevices = hypotheses.filter(({ prediction }) => prediction.level === 'device');
  for (const hypothesis of ofDevices) {
    for (const { incident } of inside(hypothesis.below)) take(hypothesis, incident);
  }
  for (const hypothesis of ofDevices) {
    const [first] = hypothesis.below;
    if (first !== undefined && !taken.has(hypothesis)) take(hypothesis, at(first)?.incident);
  }
  return {
    assigned: hypotheses.map((hypothesis) => ({
      hypothesis,
      incidents: (taken.get(hypothesis) ?? []).sort((a, b) => a.number - b.number),
    })),
    unassigned: [...free.values()],
  };
};
