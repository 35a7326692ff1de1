import { accept, refuse } from '../../decider.ts';
import type { CommandOf } from '../commands.ts';
import type { Context } from '../context.ts';
import { customersOut, deadSections } from '../customers-out.ts';
import type { Deciders } from '../decide.ts';
import type { EventOf } from '../events.ts';
import type { OperationDecision, Refusal } from '../refusals.ts';
import type { OperationState } from '../state.ts';
import { isPending, planUnderWay } from '../switching-plans.ts';
import { customersOf, type Foreseen, foresee } from './foresee.ts';
import { gather } from './gather.ts';
import { isRefusal, openIncidentOf, planUnderWayOf } from './guards.ts';
import { networkOf } from './network-of.ts';
import { gainOf } from './supply-sides.ts';
import { changeBetween } from './switching.ts';

type Adopted = EventOf<'switchingPlanAdopted'>;

export const decidePlans = {
  /**
   * What each step does is foreseen here, whoever made the plan. A step that a tag or a permit forbids today may be adopted: these end. One
   * that is impossible, closes a loop, feeds back or energises a fault may not.
   */
  adoptSwitchingPlan: (state, command, context) => {
    const incident = openIncidentOf(state, command);
    if (isRefusal(incident)) return incident;
    if (state.plans[command.plan] !== undefined) return refuse('planExists', { plan: command.plan });
    const current = planUnderWay(state, incident.id);
    if (current !== undefined && command.supersedes !== current.id) return refuse('planUnderWay', { plan: current.id });
    if (current === undefined && command.supersedes !== undefined)
      return refuse('planEnded', { plan: command.supersedes });
    const network = networkOf(state, context);
    if (isRefusal(network)) return network;

    const { steps: foreseen, end } = foresee(state, network, command.steps);
    const steps: Adopted['steps'] = [];
    for (const [index, wanted] of command.steps.entries()) {
      const step = plannedStep(index + 1, wanted, foreseen[index] as Foreseen);
      if (isRefusal(step)) return step;
      steps.push(step);
    }
    const regained = gainOf(network, changeBetween(network, state, end), deadSections(incident));
    return accept({
      type: 'switchingPlanAdopted',
      plan: command.plan,
      incident: incident.id,
      purpose: command.purpose,
      proposal: command.proposal ?? null,
      fault: incident.fault?.element ?? null,
      steps,
      customersLeft: Math.max(0, customersOut(incident) - customersOf(network, regained)),
      supersedes: command.supersedes ?? null,
      note: command.note ?? null,
    });
  },

  skipSwitchingStep: (state, command) => {
    const plan = planUnderWayOf(state, command);
    if (isRefusal(plan)) return plan;
    const step = plan.steps.find(({ number }) => number === command.number);
    if (step === undefined) return refuse('planStepUnknown', { plan: plan.id, step: command.number });
    if (!isPending(step)) return refuse('planStepDone', { plan: plan.id, step: step.number });
    return accept({
      type: 'switchingStepSkipped',
      plan: plan.id,
      incident: plan.incident,
      number: step.number,
      reason: command.reason,
      note: command.note ?? null,
    });
  },

  abandonSwitchingPlan: (state, command) => {
    const plan = planUnderWayOf(state, command);
    if (isRefusal(plan)) return plan;
    return accept({
      type: 'switchingPlanAbandoned',
      plan: plan.id,
      incident: plan.incident,
      reason: command.reason,
      note: command.note ?? null,
    });
  },
} satisfies Partial<Deciders>;

const plannedStep = (
  number: number,
  { purpose, action, device }: CommandOf<'adoptSwitchingPlan'>['steps'][number],
  foreseen: Foreseen,
): Adopted['steps'][number] | Refusal => {
  if (!foreseen.possible) return refuse(foreseen.refusal.code, { ...foreseen.refusal.details, step: number });
  const fault = foreseen.interlocks.find(({ by }) => by === 'fault');
  if (fault !== undefined) return refuse('faultNotRepaired', { step: number, incident: fault.id });
  if (foreseen.closesLoop) return refuse('closesLoop', { step: number, device });
  if (foreseen.feedsBack) return refuse('wouldFeedBack', { step: number, element: device });
  const { name, nameEn, lon, lat } = foreseen.operation;
  const { telemetered, customers, important, customersLost, loading } = foreseen;
  return {
    number,
    action,
    device,
    name,
    nameEn,
    lon,
    lat,
    purpose,
    telemetered,
    customers,
    important,
    customersLost,
    loading,
  };
};

/** A plan ends with the fact that leaves nothing of it to be done, whoever recorded that fact. */
export const withPlansCompleted = (
  state: OperationState,
  decision: OperationDecision,
  context: Context,
): OperationDecision => {
  if (!decision.ok || !Object.values(state.plans).some(({ status }) => status === 'underWay')) return decision;
  if (!decision.events.some(({ type }) => type === 'switchingRecorded' || type === 'switchingStepSkipped'))
    return decision;
  const gathering = gather(state, context);
  for (const event of decision.events) gathering.add(event);
  for (const { id, incident, status, steps } of Object.values(gathering.state.plans))
    if (status === 'underWay' && !steps.some(isPending))
      gathering.add({ type: 'switchingPlanCompleted', plan: id, incident });
  return accept(...gathering.events);
};
