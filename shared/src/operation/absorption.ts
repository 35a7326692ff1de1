import { refuse } from '../decider.ts';
import type { Actor } from './events.ts';
import type { Refusal } from './refusals.ts';
import { crewsOf, permitsOf } from './select.ts';
import type { Incident, OperationState } from './state.ts';
import { planUnderWay } from './switching-plans.ts';

/**
 * Why an incident may neither end nor become part of another: a crew is on the road to it or there (IEC 61968-3: closed means fully restored
 * AND crews released), somebody is permitted to work because of it, or a plan is under way.
 */
export const inUse = (state: OperationState, { id: incident }: Pick<Incident, 'id'>): Refusal | null => {
  if (crewsOf(state, incident).length > 0) return refuse('incidentHasCrews', { incident });
  const [permit] = permitsOf(state, incident);
  if (permit !== undefined) return refuse('permitInForce', { incident, permit: permit.id });
  const plan = planUnderWay(state, incident);
  return plan === undefined ? null : refuse('planUnderWay', { incident, plan: plan.id });
};

/**
 * Why an incident may not become part of another. Only a mere prediction may, of which nobody has had supply back and that is not in use;
 * of what is locked a person decides, and a danger is joined to nothing except by the order that says just that.
 */
export const notAbsorbable = (state: OperationState, incident: Incident, by: Pick<Actor, 'role'>): Refusal | null => {
  const { id, status, steps, lostLater, locked, hazard } = incident;
  if (status !== 'predicted') return refuse('incidentNotPredicted', { incident: id });
  if (steps.length > 0 || lostLater.length > 0) return refuse('incidentHasSteps', { incident: id });
  if (by.role === 'system' && locked) return refuse('incidentLocked', { incident: id });
  if (hazard) return refuse('incidentIsHazard', { incident: id });
  return inUse(state, incident);
};

/** Incidents that rules have placed and may place anew or make part of others, in the order in which they were opened. */
export const movableIncidents = (state: OperationState): Incident[] =>
  Object.values(state.incidents)
    .filter((incident) => incident.ruling !== null && notAbsorbable(state, incident, BY_RULES) === null)
    .sort((a, b) => a.number - b.number);

const BY_RULES = { role: 'system' } as const;
