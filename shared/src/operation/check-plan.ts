import type { NetworkFacts } from '../network/facts.ts';
import { foresee } from './decide/foresee.ts';
import { type Hindrance, hindrancesOf } from './decide/hindrances.ts';
import type { OperationState, SwitchingPlan } from './state.ts';
import { stepsAhead } from './switching-plans.ts';

/** What the plan as a whole was made for and is no longer so: the fault is elsewhere, or it has been repaired. */
export type Premise = 'faultMoved' | 'faultRepaired';

export type PlanCheck = {
  readonly premises: readonly Premise[];
  /** The steps still to be done, each judged as if those before it were done. */
  readonly steps: readonly {
    readonly number: number;
    /** Who would have supply after it and has none before it, as things are now. */
    readonly customers: number;
    /** Why it does not hold any more; empty where it holds. */
    readonly hindrances: readonly Hindrance[];
  }[];
};

/** Judges what is left of a plan against the network as it is switched now. One trace for each step ahead. */
export const checkPlan = (state: OperationState, network: NetworkFacts, plan: SwitchingPlan): PlanCheck => {
  const ahead = stepsAhead(plan);
  const { steps } = foresee(state, network, ahead);
  return {
    premises: premisesOf(state, plan),
    steps: ahead.map((step, index) => {
      const now = steps[index];
      return {
        number: step.number,
        customers: now?.possible ? now.customers : 0,
        hindrances: now === undefined ? [] : hindrancesOf(step, now),
      };
    }),
  };
};

/** Needs no network: a page can say it as soon as it knows of the change. */
export const premisesOf = (
  { incidents }: Pick<OperationState, 'incidents'>,
  { incident, purpose, status, fault: assumed }: SwitchingPlan,
): readonly Premise[] => {
  if (status !== 'underWay' || purpose !== 'restoration') return [];
  const fault = incidents[incident]?.fault ?? null;
  if ((fault?.element ?? null) !== assumed) return ['faultMoved'];
  return fault !== null && fault.repairedAt !== null ? ['faultRepaired'] : [];
};
