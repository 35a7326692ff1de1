import { mayCommand } from '@relight/shared/operation/authorize';
import type { Incident } from '@relight/shared/operation/state';
import { createEffect, createMemo, createSignal, For, type JSX, on, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { newId } from '../sync/new-id.ts';
import { Button } from '../ui/button.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { formatCount, formatShare } from '../words/format.ts';
import { words } from '../words/words.ts';
import { movedBy } from './moved-by.ts';
import type { NetworkDesk, Plan } from './network-desk.ts';
import { OrderButton } from './order-button.tsx';
import styles from './plan-card.module.css';
import { reasonBetween } from './plan-reason.ts';
import { PlanStep } from './plan-step.tsx';

/** One proposed way to bring people back: what it gains, what it risks, why it stands here, its steps, and the order to adopt it. */
export const PlanCard = (props: {
  readonly incident: Incident;
  readonly desk: NetworkDesk;
  readonly plan: Plan;
  readonly rank: number;
  /** The plan it is held against: the first one, or the second for the first. */
  readonly against?: Plan | undefined;
}): JSX.Element => {
  const { user } = useOperation();
  const text = () => words().network.plan;
  const shown = () => props.desk.shownPlan() === props.plan.id;
  const forbiddenSteps = () => [...new Set(props.plan.forbidden.map((it) => it.step))].sort((a, b) => a - b);
  const current = () => (props.desk.adopted()?.status === 'underWay' ? props.desk.adopted() : null);

  const [editing, setEditing] = createSignal(false);
  /** Numbers of the proposal's steps in the order in which they are to be done, and those that are left out. */
  const [order, setOrder] = createSignal<readonly number[]>([]);
  const [left, setLeft] = createSignal<ReadonlySet<number>>(new Set());
  const asProposed = () => props.plan.steps.map(({ number }) => number);
  createEffect(
    on(
      () => props.plan.id,
      () => {
        setOrder(asProposed());
        setLeft(new Set<number>());
        setEditing(false);
      },
    ),
  );
  const steps = createMemo(() =>
    order().flatMap((number) => props.plan.steps.find((step) => step.number === number) ?? []),
  );
  const kept = () => steps().filter(({ number }) => !left().has(number));
  const isEdited = () => left().size > 0 || order().some((number, index) => number !== index + 1);
  const keep = (number: number, wanted: boolean) =>
    setLeft((before) => {
      const after = new Set(before);
      if (wanted) after.delete(number);
      else after.add(number);
      return after;
    });
  const title = () => text().rank(props.rank);
  /** What overloads something is nobody's first choice, also where every plan does. */
  const isFirstChoice = () => props.rank === 1 && !props.plan.ranking.overloaded;
  return (
    <article class={styles.card} data-shown={shown() || undefined}>
      <header class={styles.head}>
        <h5 class={styles.title}>
          {title()}
          <Show when={isFirstChoice()}>
            <span class={styles.first}>{text().first}</span>
          </Show>
        </h5>
        <Button size="small" aria-pressed={shown()} onClick={() => props.desk.showPlan(shown() ? null : props.plan.id)}>
          {shown() ? text().hide : text().show}
        </Button>
      </header>
      <p class={styles.gain}>
        {text().regained(formatCount(props.plan.regained.customers))}
        <Show when={props.plan.ranking.importantRegained > 0}>
          {` · ${text().important(props.plan.ranking.importantRegained)}`}
        </Show>
      </p>
      <p class={styles.note}>
        {text().operations(props.plan.ranking.operations, props.plan.ranking.telemetered)} ·{' '}
        {text().left(formatCount(props.plan.customersLeft))}
      </p>
      <Load plan={props.plan} />
      <ShowHeld when={props.plan.undivided}>
        {(alone) => (
          <p class={styles.note}>{text().divided(alone().name, formatShare(alone().amperes / alone().ratedA))}</p>
        )}
      </ShowHeld>
      <ShowHeld when={whyHere(props.rank, props.plan, props.against)}>
        {(why) => <p class={styles.note}>{text().why(why())}</p>}
      </ShowHeld>
      <Show when={forbiddenSteps().length > 0}>
        <p class={styles.forbidden}>{text().forbidden(forbiddenSteps().join(', '))}</p>
      </Show>
      <ol class={styles.steps}>
        <For each={steps()}>
          {(step, index) => (
            <PlanStep
              step={step}
              forbidden={props.plan.forbidden.find((it) => it.step === step.number)?.by ?? null}
              editing={editing()}
              kept={!left().has(step.number)}
              onKeep={(wanted) => keep(step.number, wanted)}
              onEarlier={index() === 0 ? null : () => setOrder((before) => movedBy(before, index(), -1))}
              onLater={index() + 1 === steps().length ? null : () => setOrder((before) => movedBy(before, index(), 1))}
            />
          )}
        </For>
      </ol>
      <Show when={isEdited()}>
        <p class={styles.note}>{text().edited}</p>
      </Show>
      <Show when={mayCommand(user.role, 'adoptSwitchingPlan')}>
        <div class={styles.actions}>
          <OrderButton
            order={() => ({
              type: 'adoptSwitchingPlan',
              plan: newId('pln'),
              incident: props.incident.id,
              purpose: 'restoration',
              proposal: props.plan.id,
              steps: kept().map(({ action, device, purpose }) => ({ action, device, purpose })),
              ...(current() === null ? {} : { supersedes: current()?.id }),
              basedOn: props.incident.changedSeq,
            })}
            name={text().adoptLabel(title())}
            variant={isFirstChoice() && current() === null ? 'primary' : 'plain'}
            blocked={kept().length === 0 ? text().noSteps : null}
          >
            {current() === null ? text().adopt : text().adoptInstead}
          </OrderButton>
          <Button size="small" variant="quiet" aria-pressed={editing()} onClick={() => setEditing(!editing())}>
            {editing() ? text().editDone : text().edit}
          </Button>
        </div>
      </Show>
    </article>
  );
};
/** The weakest element on the way, its load against its rating: a bar, and the same in figures. */
const Load = (props: { readonly plan: Plan }): JSX.Element => {
  const text = () => words().network.plan;
  return (
    <ShowHeld when={props.plan.loading} fallback={<p class={styles.note}>{text().noLoading}</p>}>
      {(loading) => {
        const share = () => loading().amperes / loading().ratedA;
        const sentence = () =>
          text().load(
            loading().name,
            formatShare(share()),
            formatCount(loading().amperes),
            formatCount(loading().ratedA),
          );
        return (
          <div class={styles.load} data-over={share() > 1 || undefined}>
            <div class={styles.bar} aria-hidden="true">
              <span style={{ width: `${Math.min(100, share() * 100)}%` }} />
            </div>
            <span>
              {sentence()}
              <Show when={loading().assumed}> · {text().assumedVoltage(loading().kilovolts)}</Show>
              <Show when={share() > 1}>
                <strong> · {text().overloaded}</strong>
              </Show>
            </span>
          </div>
        );
      }}
    </ShowHeld>
  );
};

const whyHere = (rank: number, plan: Plan, against: Plan | undefined): string => {
  const { whyFirst, whyLater } = words().network.plan;
  if (rank === 1) {
    if (against === undefined) return whyFirst.only;
    const reason = reasonBetween(plan.ranking, against.ranking);
    switch (reason?.by) {
      case undefined:
        return whyFirst.equal;
      case 'importantRegained':
        return whyFirst.important(plan.ranking.importantRegained);
      case 'customersRegained':
        return whyFirst.customers(formatCount(plan.ranking.customersRegained));
      case 'overloaded':
        return whyFirst.notOverloaded;
      case 'operations':
        return whyFirst.operations(plan.ranking.operations);
      case 'telemetered':
        return whyFirst.telemetered(plan.ranking.telemetered);
    }
  }
  const reason = against === undefined ? null : reasonBetween(against.ranking, plan.ranking);
  switch (reason?.by) {
    case undefined:
      return whyLater.equal;
    case 'importantRegained':
      return whyLater.important(reason?.difference ?? 0);
    case 'customersRegained':
      return whyLater.customers(formatCount(reason?.difference ?? 0));
    case 'overloaded':
      return whyLater.overloaded;
    case 'operations':
      return whyLater.operations(reason?.difference ?? 0);
    case 'telemetered':
      return whyLater.telemetered(reason?.difference ?? 0);
  }
};
