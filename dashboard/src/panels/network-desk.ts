import type { MetersToAskAnswer } from '@relight/shared/http/meters-to-ask';
import type { EvidenceAnswer, RestorationPlansAnswer, TraceAnswer } from '@relight/shared/http/network-answers';
import type { NormalStateAnswer, SwitchingPlanCheck } from '@relight/shared/http/switching-plans';
import type { PlanId } from '@relight/shared/operation/ids';
import type { Incident, OperationState, SwitchingPlan } from '@relight/shared/operation/state';
import { planOf, stepsAhead as stepsOf } from '@relight/shared/operation/switching-plans';
import type { SwitchingAction } from '@relight/shared/operation/vocabulary';
import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js';
import {
  fetchEvidence,
  fetchMetersToAsk,
  fetchNormalState,
  fetchPlanCheck,
  fetchPlans,
  fetchTrace,
} from '../http/network-answers.ts';
import type { MapPlanStep } from '../map/map-props.ts';
import type { Live } from '../sync/live.ts';
import { type Answer, createAnswer } from './create-answer.ts';

/** Forms about the network, and what they are to begin with. */
export type NetworkForm =
  | { readonly form: 'split' | 'hold' | 'fault' | 'repair' | 'permit' }
  | { readonly form: 'switching'; readonly element?: string | undefined; readonly action?: SwitchingAction | undefined }
  | { readonly form: 'tag'; readonly device?: string | undefined }
  | { readonly form: 'skipStep'; readonly plan: PlanId; readonly number: number }
  | { readonly form: 'abandonPlan'; readonly plan: PlanId };

/** Stands for the proposed way back to normal where plans go by their ids. */
export const NORMAL_STATE = 'normalState';

/** A proposal, which nobody has adopted. */
export type Plan = RestorationPlansAnswer['plans'][number];

/** What one desk looks at in the network: evidence, plans, a trace. Of all this only the adopted plan is the operation's. */
export type NetworkDesk = {
  readonly evidence: Accessor<Answer<EvidenceAnswer>>;
  readonly evidenceShown: Accessor<boolean>;
  readonly showEvidence: (shown: boolean) => void;
  readonly asking: Accessor<Answer<MetersToAskAnswer>>;
  readonly askingShown: Accessor<boolean>;
  readonly showAsking: (shown: boolean) => void;
  readonly plans: Accessor<Answer<RestorationPlansAnswer>>;
  /** The way back to the normal state, once nothing stands against it and no plan is under way. */
  readonly normalState: Accessor<Answer<NormalStateAnswer>>;
  /** The plan that was adopted last, under way or ended. */
  readonly adopted: Accessor<SwitchingPlan | null>;
  /** Whether what is left of it still holds. */
  readonly check: Accessor<Answer<SwitchingPlanCheck>>;
  /** The id of the plan that is drawn on the map: the adopted one unless somebody chose otherwise. */
  readonly shownPlan: Accessor<string | null>;
  /** Its steps that are still to be done: what is done shows as the state of the network. */
  readonly stepsAhead: Accessor<readonly MapPlanStep[]>;
  /** Null shows none. */
  readonly showPlan: (id: string | null) => void;
  readonly trace: Accessor<Answer<TraceAnswer>>;
  readonly traceFrom: (of: { readonly element: string; readonly direction: 'up' | 'down' } | null) => void;
};

const ASKED_ANEW_MS = 30_000;

export const createNetworkDesk = (live: Live, incident: Accessor<Incident | undefined>): NetworkDesk => {
  const id = createMemo(() => incident()?.id ?? null);
  const [evidenceShown, showEvidence] = createSignal(false);
  const said = createMemo(() => `${incident()?.reports.count} ${JSON.stringify(incident()?.ruling?.evidence)}`);
  const evidence = createAnswer(id, said, (of) => fetchEvidence(live.operation, of));
  const [askingShown, showAsking] = createSignal(false);
  const asking = createAnswer(
    createMemo(() => (incident()?.status === 'predicted' ? id() : null)),
    // Meters are asked and answer without a word in the log.
    createMemo(() => `${said()} ${Math.floor(live.now() / ASKED_ANEW_MS)}`),
    (of) => fetchMetersToAsk(live.operation, of),
  );

  const located = createMemo(() => (incident()?.fault ? id() : null));
  const circumstances = createMemo(() => {
    const { switching, tags, permits } = live.state();
    return [switching, tags, permits, incident()?.changedSeq] as const;
  });
  // Whatever was switched, tagged or permitted may make another plan the best; the same circumstances do not.
  const occasion = createMemo(circumstances, undefined, { equals: sameEach });
  const plans = createAnswer(located, occasion, (of) => fetchPlans(live.operation, of));

  const adopted = createMemo(() => {
    const of = id();
    return of === null ? null : (planOf(live.state(), of) ?? null);
  });
  const underWay = createMemo(() => (adopted()?.status === 'underWay' ? (adopted()?.id ?? null) : null));
  const premises = createMemo(
    () => {
      if (underWay() === null) return [];
      const state = live.state();
      return [state.switching, state.tags, state.permits, adopted()?.changedSeq, heldAndFaulty(state)] as const;
    },
    undefined,
    { equals: sameEach },
  );
  const check = createAnswer(
    createMemo(() => (underWay() === null ? null : id())),
    premises,
    (of) => fetchPlanCheck(live.operation, of),
  );

  const mended = createMemo(() => {
    const it = incident();
    if (it === undefined || underWay() !== null) return null;
    return it.fault === null ? it.status === 'restored' : it.fault.repairedAt !== null;
  });
  const normalState = createAnswer(
    createMemo(() => (mended() === true ? id() : null)),
    occasion,
    (of) => fetchNormalState(live.operation, of),
  );

  /** Undefined: nobody has chosen. */
  const [chosen, showPlan] = createSignal<string | null | undefined>(undefined);
  const shownPlan = createMemo(() => (chosen() === undefined ? underWay() : (chosen() ?? null)));
  const stepsAhead = createMemo((): readonly MapPlanStep[] => {
    const own = adopted();
    if (own !== null && shownPlan() === own.id) return stepsOf(own);
    if (shownPlan() === NORMAL_STATE) return normalState().value?.steps ?? [];
    return plans().value?.plans.find((one) => one.id === shownPlan())?.steps ?? [];
  });
  // Another outage, or a plan that has just been adopted for this one: shown without being asked for.
  createEffect(on([id, underWay], () => showPlan(undefined), { defer: true }));

  const [traced, traceFrom] = createSignal<{ readonly element: string; readonly direction: 'up' | 'down' } | null>(
    null,
  );
  const trace = createAnswer(
    createMemo(() => {
      const of = traced();
      return of === null ? null : `${of.direction} ${of.element}`;
    }),
    createMemo(() => live.state().switching),
    async () => {
      const of = traced();
      if (of === null) throw new Error('a trace begins somewhere');
      return fetchTrace(live.operation, of.element, of.direction);
    },
  );
  return {
    evidence,
    evidenceShown,
    showEvidence,
    asking,
    askingShown,
    showAsking,
    plans,
    normalState,
    adopted,
    check,
    shownPlan,
    stepsAhead,
    showPlan,
    trace,
    traceFrom,
  };
};

const sameEach = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/** What open incidents say of the network: which devices they hold open, and which faults are unrepaired. */
const heldAndFaulty = ({ incidents }: Pick<OperationState, 'incidents'>): string =>
  Object.values(incidents)
    .map(
      ({ place, holdsOpen, fault }) => `${holdsOpen ? place.device : ''} ${fault?.element ?? ''} ${fault?.repairedAt}`,
    )
    .join();
