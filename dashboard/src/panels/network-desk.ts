import type { EvidenceAnswer, RestorationPlansAnswer, TraceAnswer } from '@relight/shared/http/network-answers';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { Incident } from '@relight/shared/operation/state';
import type { SwitchingAction } from '@relight/shared/operation/vocabulary';
import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js';
import { fetchEvidence, fetchPlans, fetchTrace } from '../http/network-answers.ts';
import type { Live } from '../sync/live.ts';
import { type Answer, createAnswer } from './create-answer.ts';

/** Forms about the network, and what they are to begin with. */
export type NetworkForm =
  | { readonly form: 'split' | 'fault' | 'permit' }
  | { readonly form: 'switching'; readonly element?: string | undefined; readonly action?: SwitchingAction | undefined }
  | { readonly form: 'tag'; readonly device?: string | undefined };

export type Plan = RestorationPlansAnswer['plans'][number];

/** When each step was recorded, by its number. */
export type Following = { readonly plan: Plan; readonly done: Readonly<Record<number, string>> };

/** What one desk looks at in the network: evidence, plans, a trace. Nothing of it is the operation's. */
export type NetworkDesk = {
  readonly evidence: Accessor<Answer<EvidenceAnswer>>;
  readonly evidenceShown: Accessor<boolean>;
  readonly showEvidence: (shown: boolean) => void;
  readonly plans: Accessor<Answer<RestorationPlansAnswer>>;
  /** The plan that is drawn on the map. */
  readonly plan: Accessor<Plan | null>;
  /** Its steps that are still to be done: what is done shows as the state of the network. */
  readonly stepsAhead: Accessor<Plan['steps']>;
  readonly showPlan: (id: string | null) => void;
  /** The plan whose steps this desk is recording. It stays as it was: what is switched changes the proposals, not the plan under way. */
  readonly following: Accessor<Following | null>;
  readonly stepDone: (plan: Plan, step: number, at: string) => void;
  readonly stopFollowing: () => void;
  readonly trace: Accessor<Answer<TraceAnswer>>;
  readonly traceFrom: (of: { readonly element: string; readonly direction: 'up' | 'down' } | null) => void;
};

export const createNetworkDesk = (live: Live, incident: Accessor<Incident | undefined>): NetworkDesk => {
  const id = createMemo(() => incident()?.id ?? null);
  const [evidenceShown, showEvidence] = createSignal(false);
  const evidence = createAnswer(
    id,
    createMemo(() => `${incident()?.reports.count} ${JSON.stringify(incident()?.ruling?.evidence)}`),
    (of) => fetchEvidence(live.operation, of),
  );

  const located = createMemo(() => (incident()?.fault ? id() : null));
  const circumstances = createMemo(() => {
    const { switching, tags, permits } = live.state();
    return [switching, tags, permits, incident()?.changedSeq] as const;
  });
  // Whatever was switched, tagged or permitted may make another plan the best; the same circumstances do not.
  const occasion = createMemo(circumstances, undefined, {
    equals: (a, b) => a.every((one, index) => one === b[index]),
  });
  const plans = createAnswer(located, occasion, (of) => fetchPlans(live.operation, of));
  const [planId, showPlan] = createSignal<string | null>(null);
  const [underWay, setUnderWay] = createSignal<Readonly<Record<IncidentId, Following>>>({});
  const following = createMemo(() => {
    const of = id();
    return of === null ? null : (underWay()[of] ?? null);
  });
  const plan = createMemo(() => {
    const own = following()?.plan;
    if (own !== undefined && own.id === planId()) return own;
    return plans().value?.plans.find((one) => one.id === planId()) ?? null;
  });
  const stepsAhead = createMemo(() => {
    const done = following()?.done ?? {};
    return plan()?.steps.filter((step) => done[step.number] === undefined) ?? [];
  });
  createEffect(on(id, () => showPlan(null), { defer: true }));
  const stepDone = (of: Plan, step: number, at: string) => {
    const about = id();
    if (about === null) return;
    setUnderWay((all) => {
      const known = all[about];
      const done = known?.plan.id === of.id ? known.done : {};
      return { ...all, [about]: { plan: of, done: { ...done, [step]: at } } };
    });
  };
  const stopFollowing = () => {
    const about = id();
    setUnderWay((all) => Object.fromEntries(Object.entries(all).filter(([of]) => of !== about)));
  };

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
    plans,
    plan,
    stepsAhead,
    showPlan,
    following,
    stepDone,
    stopFollowing,
    trace,
    traceFrom,
  };
};
