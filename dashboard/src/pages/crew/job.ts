import { must } from '@relight/shared/must';
import type { CrewId, DispatchId, IncidentId } from '@relight/shared/operation/ids';
import { dispatchOfCrew } from '@relight/shared/operation/select';
import type { Dispatch, Incident } from '@relight/shared/operation/state';
import { type Accessor, createContext, createEffect, createMemo, createSignal, on, useContext } from 'solid-js';
import { type OperationScope, useOperation } from '../../operation.tsx';
import type { Live } from '../../sync/live.ts';
import { createOutbox, type Outbox } from './outbox.ts';

/** A job that ended while the crew was looking at it, and not by the crew itself. */
export type Overtaken = { readonly dispatch: Dispatch; readonly incident: Incident | undefined };

/** What is open in front of the job. */
export type View =
  | 'job'
  | 'decline'
  | 'etr'
  | 'restore'
  | 'note'
  | 'arriveFar'
  | 'completeEarly'
  | 'fault'
  | 'repaired'
  | 'switching';
export type Tab = 'job' | 'map' | 'outbox' | 'crew';

export type Job = {
  readonly crew: CrewId;
  readonly live: Live;
  readonly scope: OperationScope;
  readonly dispatch: Accessor<Dispatch | undefined>;
  readonly incident: Accessor<Incident | undefined>;
  readonly overtaken: Accessor<Overtaken | null>;
  readonly acknowledge: () => void;
  /** Jobs that ended while this page was open, newest first. */
  readonly past: Accessor<readonly Overtaken[]>;
  readonly outbox: Outbox;
  readonly view: Accessor<View>;
  readonly open: (view: View) => void;
  /** What the note that is opened next begins with: the text of one that was refused. */
  readonly draft: Accessor<string>;
  readonly setDraft: (text: string) => void;
  readonly tab: Accessor<Tab>;
  readonly toTab: (tab: Tab) => void;
  /** How many screens lie over the job: a form, and a tab over that. */
  readonly layers: Accessor<number>;
  /** Leaves the one on top. */
  readonly back: () => void;
  readonly drill: Accessor<boolean>;
};

export const JobContext = createContext<Job>();
export const useJob = (): Job => must(useContext(JobContext), 'a screen inside the crew page');

/** Everything the screens of a crew share. */
export const createJob = (crew: CrewId): Job => {
  const scope = useOperation();
  const { live } = scope;
  const dispatch = createMemo(() => dispatchOfCrew(live.state(), crew));
  const incidentId = createMemo((): IncidentId | undefined => dispatch()?.incident);
  const incident = createMemo(() => {
    const id = incidentId();
    return id === undefined ? undefined : live.incident(id);
  });
  const [overtaken, setOvertaken] = createSignal<Overtaken | null>(null);
  const [past, setPast] = createSignal<readonly Overtaken[]>([]);
  const [view, open] = createSignal<View>('job');
  const [draft, setDraft] = createSignal('');
  const [tab, toTab] = createSignal<Tab>('job');
  const outbox = createOutbox(live);

  const endedHere = (id: DispatchId) =>
    outbox.entries().some(({ order, outcome }) => {
      const ends = order.type === 'declineDispatch' || order.type === 'completeFieldWork';
      return ends && order.dispatch === id && (outcome === null || outcome.outcome === 'accepted');
    });

  let seen: Overtaken | null = null;
  createEffect(
    on([dispatch, incident], ([now, its]) => {
      const before = seen;
      seen = now === undefined ? null : { dispatch: now, incident: its };
      if (before === null || before.dispatch.id === now?.id) return;
      setPast((all) => [before, ...all].slice(0, 5));
      open('job');
      if (!endedHere(before.dispatch.id)) setOvertaken(before);
    }),
  );
  // Whatever form is open belongs to the state of the job in which it was opened.
  createEffect(
    on(
      () => dispatch()?.status,
      () => open('job'),
      { defer: true },
    ),
  );
  createEffect(
    on(
      () => dispatch()?.status === 'offered',
      (offered) => offered && toTab('job'),
    ),
  );

  return {
    crew,
    live,
    scope,
    dispatch,
    incident,
    overtaken,
    acknowledge: () => setOvertaken(null),
    past,
    outbox,
    view,
    open,
    draft,
    setDraft,
    tab,
    toTab,
    layers: () => Number(view() !== 'job') + Number(tab() !== 'job'),
    back: () => (tab() === 'job' ? open('job') : toTab('job')),
    drill: () => live.state().kind === 'drill',
  };
};
