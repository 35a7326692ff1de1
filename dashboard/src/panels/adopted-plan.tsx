import { mayCommand } from '@relight/shared/operation/authorize';
import { premisesOf } from '@relight/shared/operation/check-plan';
import { customersOut } from '@relight/shared/operation/customers-out';
import type { RecordedEvent } from '@relight/shared/operation/events';
import type { SwitchingPlan } from '@relight/shared/operation/state';
import { stepsAhead } from '@relight/shared/operation/switching-plans';
import { createMemo, For, type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { Button } from '../ui/button.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { formatCount, formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import { AdoptedStep } from './adopted-step.tsx';
import { hindranceText } from './hindrance-text.ts';
import { labelOf, makeNames } from './names.ts';
import type { NetworkDesk, NetworkForm } from './network-desk.ts';
import styles from './plan-card.module.css';

/** The plan that somebody has adopted: the same on every console, with what has been done of it, what is next, and what no longer holds. */
export const AdoptedPlan = (props: {
  readonly plan: SwitchingPlan;
  readonly desk: NetworkDesk;
  readonly log: readonly RecordedEvent[];
  readonly onForm: (form: NetworkForm) => void;
}): JSX.Element => {
  const scope = useOperation();
  const { live, user } = scope;
  const text = () => words().network.plan;
  const own = () => text().adopted;
  const time = (at: string) => formatMoment(at, live.now());
  const isUnderWay = () => props.plan.status === 'underWay';
  const shown = () => props.desk.shownPlan() === props.plan.id;
  /** Customers of the incident who are without supply now. */
  const out = () => {
    const incident = live.incident(props.plan.incident);
    return incident === undefined ? 0 : customersOut(incident);
  };
  const ahead = createMemo(() => stepsAhead(props.plan));
  const gain = () => props.plan.steps.reduce((sum, step) => sum + step.customers - step.customersLost, 0);
  /** Of another moment of the plan it says nothing. */
  const check = () => {
    const value = props.desk.check().value;
    return value?.plan === props.plan.id ? value : null;
  };
  const brokenOf = (number: number) =>
    check()
      ?.steps.find((step) => step.number === number)
      ?.hindrances.map((it) => hindranceText(it, (id) => labelOf(scope, id))) ?? [];
  const premises = createMemo(() => premisesOf(live.state(), props.plan));
  const broken = createMemo(() => [
    ...premises().map((premise) => own().premise[premise]),
    ...ahead().flatMap(({ number }) => brokenOf(number).map((why) => own().brokenStep(number, why))),
  ]);
  /** Names are in the log, not in the state: there only the id of whoever it was. */
  const whoOf = (is: (event: RecordedEvent['event']) => boolean) => {
    const line = props.log.find(({ event }) => is(event));
    return line === undefined ? null : makeNames(scope).actor(line.actor);
  };
  const adoptedBy = () =>
    whoOf((event) => event.type === 'switchingPlanAdopted' && event.plan === props.plan.id) ??
    words().vocabulary.role.dispatcher;
  return (
    <article class={styles.card} data-adopted={props.plan.status} data-shown={shown() || undefined}>
      <header class={styles.head}>
        <h4 class={styles.title}>
          {words().vocabulary.planPurpose[props.plan.purpose]}
          <span class={styles.first}>{words().vocabulary.planStatus[props.plan.status]}</span>
        </h4>
        <Show when={isUnderWay()}>
          <Button
            size="small"
            aria-pressed={shown()}
            onClick={() => props.desk.showPlan(shown() ? null : props.plan.id)}
          >
            {shown() ? text().hide : text().show}
          </Button>
        </Show>
      </header>
      <p class={styles.gain}>{own().expected(formatCount(gain()))}</p>
      <p class={styles.note}>
        {own().progress(props.plan.steps.filter(({ done }) => done !== null).length, props.plan.steps.length)} ·{' '}
        {own().by(adoptedBy(), time(props.plan.at))}
      </p>
      <ShowHeld when={props.plan.ended}>
        {(ended) => (
          <p class={styles.note}>
            {own().ended(words().vocabulary.planStatus[props.plan.status], time(ended().at))}
            <ShowHeld when={ended().reason}>
              {(reason) => <> · {own().reason(words().vocabulary.abandonReason[reason()])}</>}
            </ShowHeld>
          </p>
        )}
      </ShowHeld>
      <Show when={isUnderWay()}>
        <div aria-live="assertive">
          <Show when={broken().length > 0}>
            <div class={styles.broken}>
              <strong>{own().broken}</strong>
              <ul>
                <For each={broken()}>{(why) => <li>{why}</li>}</For>
              </ul>
            </div>
          </Show>
        </div>
        <Show when={broken().length === 0}>
          <p class={styles.note}>
            {check() !== null
              ? own().holds
              : props.desk.check().status === 'unavailable'
                ? own().unchecked
                : own().checking}
          </p>
        </Show>
      </Show>
      <ol class={styles.steps}>
        <For each={props.plan.steps}>
          {(step) => (
            <AdoptedStep
              plan={props.plan}
              step={step}
              after={
                ahead()[0] === undefined || ahead()[0]?.number === step.number ? null : (ahead()[0]?.number ?? null)
              }
              broken={brokenOf(step.number)}
              by={whoOf((event) => event.type === 'switchingRecorded' && event.step === step.done?.step)}
              isLastGain={step.customers > 0 && out() <= step.customers}
              onSkip={() => props.onForm({ form: 'skipStep', plan: props.plan.id, number: step.number })}
            />
          )}
        </For>
      </ol>
      <Show when={isUnderWay() && mayCommand(user.role, 'abandonSwitchingPlan')}>
        <Button size="small" variant="quiet" onClick={() => props.onForm({ form: 'abandonPlan', plan: props.plan.id })}>
          {own().abandon}
        </Button>
      </Show>
    </article>
  );
};
