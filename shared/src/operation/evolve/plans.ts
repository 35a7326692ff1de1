import type { EventOf, RecordedEvent } from '../events.ts';
import type { Evolvers } from '../evolve.ts';
import type { IncidentId, PlanId } from '../ids.ts';
import type { OperationState, SwitchingPlan } from '../state.ts';

type Plans = OperationState['plans'];

export const evolvePlans = {
  /** An incident keeps its newest plan alone. */
  switchingPlanAdopted: (state, { plan, incident, purpose, fault, steps, customersLeft }, { seq, at, actor }) => ({
    ...state,
    plans: {
      ...withoutPlansOf(state.plans, incident),
      [plan]: {
        id: plan,
        incident,
        purpose,
        status: 'underWay',
        fault,
        steps: steps.map((step) => ({ ...step, done: null, skipped: null, undoneAt: null })),
        customersLeft,
        at,
        by: actor.id,
        ended: null,
        changedSeq: seq,
      },
    },
  }),
  switchingStepSkipped: (state, { plan, number, reason }, { seq, at, actor }) =>
    changePlan(state, plan, (it) => ({
      ...it,
      steps: it.steps.map((step) =>
        step.number === number ? { ...step, skipped: { at, by: actor.id, reason }, undoneAt: null } : step,
      ),
      changedSeq: seq,
    })),
  switchingPlanCompleted: (state, { plan }, { seq, at, actor }) =>
    changePlan(state, plan, (it) => ({
      ...it,
      status: 'completed',
      ended: { at, by: actor.id, reason: null },
      changedSeq: seq,
    })),
  switchingPlanAbandoned: (state, { plan, reason }, { seq, at, actor }) =>
    changePlan(state, plan, (it) => ({
      ...it,
      status: 'abandoned',
      ended: { at, by: actor.id, reason },
      changedSeq: seq,
    })),
} satisfies Partial<Evolvers>;

/**
 * Steps are done by the facts, whoever recorded them and for whatever reason: a device that is in the position the plan wants has made
 * its step done. One that leaves it again is to be operated once more.
 */
export const followPlans = (
  plans: Plans,
  { operations, source, occurredAt, step: id }: EventOf<'switchingRecorded'>,
  { seq, actor }: Pick<RecordedEvent, 'seq' | 'actor'>,
): Plans => {
  let all = plans;
  for (const plan of Object.values(plans)) {
    if (plan.status !== 'underWay') continue;
    const steps = plan.steps.map((step) => {
      // The last one counts: a device may have been operated twice.
      const operation = operations.findLast(
        ({ element, action }) => element === step.device && (action === 'open' || action === 'close'),
      );
      if (operation === undefined) return step;
      if (operation.action === step.action)
        return { ...step, done: { at: occurredAt, by: actor.id, source, step: id }, skipped: null, undoneAt: null };
      return step.done === null ? step : { ...step, done: null, undoneAt: occurredAt };
    });
    if (steps.some((step, index) => step !== plan.steps[index]))
      all = { ...all, [plan.id]: { ...plan, steps, changedSeq: seq } };
  }
  return all;
};

/** What an incident that leaves the state takes with it. */
export const withoutPlansOf = (plans: Plans, incident: IncidentId): Plans =>
  Object.values(plans).some((plan) => plan.incident === incident)
    ? Object.fromEntries(Object.entries(plans).filter(([, plan]) => plan.incident !== incident))
    : plans;

const changePlan = (
  state: OperationState,
  id: PlanId,
  change: (plan: SwitchingPlan) => SwitchingPlan,
): OperationState => {
  const plan = state.plans[id];
  return plan === undefined ? state : { ...state, plans: { ...state.plans, [id]: change(plan) } };
};
