import { mayCommand } from '@relight/shared/operation/authorize';
import type { PlannedStep, SwitchingPlan } from '@relight/shared/operation/state';
import { VERIFICATIONS, type Verification } from '@relight/shared/operation/vocabulary';
import { createSignal, type JSX, Match, Show, Switch } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { newId } from '../sync/new-id.ts';
import { Button } from '../ui/button.tsx';
import { MatchHeld, ShowHeld } from '../ui/held.tsx';
import { Select } from '../ui/select.tsx';
import { formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import { optionsOf } from './forms/options.ts';
import { createOrder } from './give-order.ts';
import styles from './plan-step.module.css';
import { localName } from './ruling-text.ts';
import { StepText } from './step-text.tsx';

/** One step of the plan under way: done by whom and when, skipped, or what to do next with it. */
export const AdoptedStep = (props: {
  readonly plan: SwitchingPlan;
  readonly step: PlannedStep;
  /** The step that has to be done before this one. */
  readonly after: number | null;
  /** Why it does not hold any more, in words; empty where it does. */
  readonly broken: readonly string[];
  /** Who recorded it as done, as far as this page knows. */
  readonly by: string | null;
  /** It leaves nobody out: how that is known has to be said with it. */
  readonly isLastGain: boolean;
  readonly onSkip: () => void;
}): JSX.Element => {
  const { live, user } = useOperation();
  const giving = createOrder(live);
  const text = () => words().network.plan;
  const own = () => text().adopted;
  const name = () => localName(props.step);
  const time = (at: string) => formatMoment(at, live.now());
  const blocked = () => (props.after === null ? (props.broken[0] ?? null) : text().waits(props.after));
  const [verification, setVerification] = createSignal<Verification>(props.step.telemetered ? 'telemetry' : 'crew');
  const isNext = () => props.after === null;
  const record = () =>
    void giving.give(
      {
        type: 'recordSwitching',
        step: newId('stp'),
        incident: props.plan.incident,
        operations: [{ action: props.step.action, element: props.step.device }],
        ...(props.isLastGain ? { verification: verification() } : {}),
        planStep: { plan: props.plan.id, number: props.step.number, basedOn: props.plan.changedSeq },
      },
      text().doneLabel(props.step.number, name()),
    );
  return (
    <li
      class={styles.step}
      data-done={props.step.done !== null || props.step.skipped !== null || undefined}
      aria-current={props.plan.status === 'underWay' && isNext() && props.step.done === null ? 'step' : undefined}
    >
      <StepText step={props.step} customers={props.step.customers} customersLost={props.step.customersLost}>
        <ShowHeld when={props.step.undoneAt}>
          {(at) => <small class={styles.broken}>{own().undone(time(at()))}</small>}
        </ShowHeld>
      </StepText>
      <Switch>
        <MatchHeld when={props.step.done}>
          {(done) => (
            <span class={styles.done}>
              ✓ {text().doneAt(time(done().at))}
              <small class={styles.note}>{props.by ?? words().vocabulary.positionSource[done().source]}</small>
            </span>
          )}
        </MatchHeld>
        <MatchHeld when={props.step.skipped}>
          {(skipped) => (
            <span class={styles.skipped}>
              {own().skipped(time(skipped().at), words().vocabulary.skipReason[skipped().reason])}
            </span>
          )}
        </MatchHeld>
        <Match when={props.plan.status === 'underWay'}>
          <span class={styles.next}>
            <Show when={isNext() && props.isLastGain && mayCommand(user.role, 'recordSwitching')}>
              <Select
                label={words().network.switching.verification}
                options={optionsOf(VERIFICATIONS, words().vocabulary.verification)}
                value={verification()}
                onChange={setVerification}
              />
            </Show>
            <Show when={mayCommand(user.role, 'recordSwitching')}>
              <Button
                size="small"
                variant={isNext() ? 'primary' : 'plain'}
                state={giving.state()}
                blocked={blocked()}
                aria-label={text().doneLabel(props.step.number, name())}
                onClick={record}
              >
                {text().done}
              </Button>
            </Show>
            <Show when={isNext() && mayCommand(user.role, 'skipSwitchingStep')}>
              <Button
                size="small"
                variant="quiet"
                aria-label={own().skipLabel(props.step.number, name())}
                onClick={props.onSkip}
              >
                {own().skip}
              </Button>
            </Show>
          </span>
        </Match>
      </Switch>
      <Show when={giving.problem()}>
        <p class={styles.problem} role="alert">
          {giving.problem()}
        </p>
      </Show>
    </li>
  );
};
