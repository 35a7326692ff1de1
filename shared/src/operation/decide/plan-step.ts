import { refuse } from '../../decider.ts';
import type { NetworkFacts } from '../../network/facts.ts';
import type { CommandOf } from '../commands.ts';
import type { Refusal, RefusalCode } from '../refusals.ts';
import type { OperationState, PlannedStep } from '../state.ts';
import { isPending } from '../switching-plans.ts';
import { foresee } from './foresee.ts';
import { isRefusal, planUnderWayOf } from './guards.ts';
import { type Hindrance, hindrancesOf } from './hindrances.ts';

type RecordSwitching = CommandOf<'recordSwitching'>;

/** The step that a switching order says it is, or why it is not: steps are recorded one by one, in the plan's order. */
export const nextStepOf = (
  state: OperationState,
  { incident, operations }: Pick<RecordSwitching, 'incident' | 'operations'>,
  named: NonNullable<RecordSwitching['planStep']>,
): PlannedStep | Refusal => {
  const plan = planUnderWayOf(state, named);
  if (isRefusal(plan)) return plan;
  const step = plan.steps.find(({ number }) => number === named.number);
  const [only] = operations;
  const isThis =
    step !== undefined &&
    plan.incident === incident &&
    operations.length === 1 &&
    only?.element === step.device &&
    only.action === step.action;
  if (!isThis) return refuse('planStepUnknown', { plan: plan.id, step: named.number });
  if (!isPending(step)) return refuse('planStepDone', { plan: plan.id, step: step.number });
  const next = plan.steps.find(isPending) as PlannedStep;
  return next === step ? step : refuse('planStepNotNext', { plan: plan.id, step: next.number });
};

/** Whether the step does what the plan expects of it as the network is now: what has changed since is refused, the gravest first. */
export const refuseBroken = (state: OperationState, network: NetworkFacts, step: PlannedStep): Refusal | null => {
  const [now] = foresee(state, network, [step]).steps;
  // Tags, permits and faults forbid every recording in the same way; they have been asked.
  const grave = now === undefined ? undefined : hindrancesOf(step, now).find(({ why }) => why in CODES);
  return grave === undefined ? null : refuse(CODES[grave.why as keyof typeof CODES], detailsOf(step, grave));
};

const CODES = {
  closesLoop: 'closesLoop',
  feedsBack: 'wouldFeedBack',
  loses: 'planStepLoses',
  overload: 'planStepOverloads',
  gainsLess: 'planStepGainsLess',
} as const satisfies Partial<Record<Hindrance['why'], RefusalCode>>;

const detailsOf = (step: PlannedStep, hindrance: Hindrance): Record<string, string | number> => {
  const about = { step: step.number, device: step.device };
  if ('expected' in hindrance) return { ...about, expected: hindrance.expected, now: hindrance.now };
  if ('ratedA' in hindrance) return { ...about, amperes: hindrance.amperes, ratedA: hindrance.ratedA };
  return about;
};
