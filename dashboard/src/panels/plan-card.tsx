import type { Incident } from '@relight/shared/operation/state';
import { For, type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { Button } from '../ui/button.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { formatCount, formatShare } from '../words/format.ts';
import { words } from '../words/words.ts';
import type { NetworkDesk, Plan } from './network-desk.ts';
import styles from './plan-card.module.css';
import { reasonBetween } from './plan-reason.ts';
import { PlanStep } from './plan-step.tsx';

/** One way to bring people back: what it gains, what it risks, why it stands here, and its steps to record one by one. */
export const PlanCard = (props: {
  readonly incident: Incident;
  readonly desk: NetworkDesk;
  readonly plan: Plan;
  /** Its place in the list; absent for the plan that is under way. */
  readonly rank?: number | undefined;
  /** The plan it is held against: the first one, or the second for the first. */
  readonly against?: Plan | undefined;
  readonly done?: Readonly<Record<number, string>> | undefined;
}): JSX.Element => {
  const { live } = useOperation();
  const text = () => words().network.plan;
  const shown = () => props.desk.plan()?.id === props.plan.id;
  const forbiddenSteps = () => [...new Set(props.plan.forbidden.map((it) => it.step))].sort((a, b) => a - b);
  const firstOpen = () => props.plan.steps.find((step) => props.done?.[step.number] === undefined)?.number;
  return (
    <article class={styles.card} data-shown={shown() || undefined}>
      <header class={styles.head}>
        <h5 class={styles.title}>
          {props.rank === undefined ? text().following : text().rank(props.rank)}
          <Show when={props.rank === 1}>
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
      <ShowHeld when={props.rank !== undefined && whyHere(props.rank, props.plan, props.against)}>
        {(why) => (
          <p class={styles.note}>
            {text().why}: {why()}
          </p>
        )}
      </ShowHeld>
      <Show when={forbiddenSteps().length > 0}>
        <p class={styles.forbidden}>{text().forbidden(forbiddenSteps().join(', '))}</p>
      </Show>
      <ol class={styles.steps}>
        <For each={props.plan.steps}>
          {(step) => (
            <PlanStep
              incident={props.incident}
              step={step}
              doneAt={props.done?.[step.number] ?? null}
              after={step.number === firstOpen() ? null : (firstOpen() ?? null)}
              forbidden={props.plan.forbidden.find((it) => it.step === step.number)?.by ?? null}
              onDone={() => props.desk.stepDone(props.plan, step.number, new Date(live.now()).toISOString())}
            />
          )}
        </For>
      </ol>
      <Show when={props.rank === undefined}>
        <Button size="small" variant="quiet" onClick={() => props.desk.stopFollowing()}>
          {text().stop}
        </Button>
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
