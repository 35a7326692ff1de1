import type { IncidentId } from './ids.ts';
import type { OperationState, PlannedStep, SwitchingPlan } from './state.ts';

/** The newest plan that was adopted for an incident, under way or ended. */
export const planOf = ({ plans }: Pick<OperationState, 'plans'>, incident: IncidentId): SwitchingPlan | undefined =>
  Object.values(plans).find((plan) => plan.incident === incident);

/** The plan that is being carried out for an incident. */
export const planUnderWay = (state: Pick<OperationState, 'plans'>, incident: IncidentId): SwitchingPlan | undefined => {
  const plan = planOf(state, incident);
  return plan?.status === 'underWay' ? plan : undefined;
};

export const isPending = ({ done, skipped }: PlannedStep): boolean => done === null && skipped === null;

/** What is still to be done, in its order; nothing where the plan has ended. */
export const stepsAhead = ({ status, steps }: SwitchingPlan): readonly PlannedStep[] =>
  status === 'underWay' ? steps.filter(isPending) : [];
