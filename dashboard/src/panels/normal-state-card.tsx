import type { NormalStateAnswer } from '@relight/shared/http/switching-plans';
import { mayCommand } from '@relight/shared/operation/authorize';
import type { Incident } from '@relight/shared/operation/state';
import { For, type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { newId } from '../sync/new-id.ts';
import { Button } from '../ui/button.tsx';
import { words } from '../words/words.ts';
import { type NetworkDesk, NORMAL_STATE } from './network-desk.ts';
import { OrderButton } from './order-button.tsx';
import styles from './plan-card.module.css';
import stepStyles from './plan-step.module.css';
import { StepText } from './step-text.tsx';

/** After the repair: the proposed way of the incident's switches back to their normal positions. */
export const NormalStateCard = (props: {
  readonly incident: Incident;
  readonly desk: NetworkDesk;
  readonly steps: NormalStateAnswer['steps'];
}): JSX.Element => {
  const { user } = useOperation();
  const text = () => words().network.plan;
  const shown = () => props.desk.shownPlan() === NORMAL_STATE;
  return (
    <article class={styles.card} data-shown={shown() || undefined}>
      <header class={styles.head}>
        <h5 class={styles.title}>{text().normalState.title}</h5>
        <Button size="small" aria-pressed={shown()} onClick={() => props.desk.showPlan(shown() ? null : NORMAL_STATE)}>
          {shown() ? text().hide : text().show}
        </Button>
      </header>
      <Show when={props.steps.some(({ customersLost }) => customersLost > 0)}>
        <p class={styles.note}>{text().normalState.text}</p>
      </Show>
      <ol class={styles.steps}>
        <For each={props.steps}>
          {(step) => (
            <li class={stepStyles.step}>
              <StepText step={step} customers={step.customers} customersLost={step.customersLost} />
            </li>
          )}
        </For>
      </ol>
      <Show when={mayCommand(user.role, 'adoptSwitchingPlan')}>
        <OrderButton
          order={() => ({
            type: 'adoptSwitchingPlan',
            plan: newId('pln'),
            incident: props.incident.id,
            purpose: 'normalState',
            steps: props.steps.map(({ action, device, purpose }) => ({ action, device, purpose })),
            basedOn: props.incident.changedSeq,
          })}
          name={text().normalState.adopt}
          variant="primary"
        >
          {text().adopt}
        </OrderButton>
      </Show>
    </article>
  );
};
