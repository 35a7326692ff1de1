import { customersOut, figuresOut, isDangerAlone } from '@relight/shared/operation/customers-out';
import type { Incident } from '@relight/shared/operation/state';
import { For, type JSX, Show } from 'solid-js';
import { FiguresBar } from '../../ui/figures-bar.tsx';
import { formatCount, formatTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import styles from './content.module.css';

/** Who is still without supply, and the steps so far. */
export const StepsCard = (props: { readonly incident: Incident }): JSX.Element => (
  <section class={styles.card}>
    <div class={styles.row}>
      <p class={styles.big}>
        <Show when={!isDangerAlone(props.incident)} fallback={words().common.dangerAlone}>
          <b>{formatCount(customersOut(props.incident))}</b>{' '}
          {props.incident.status === 'predicted' ? words().crew.customersPredicted : words().crew.customersOut}
        </Show>
      </p>
      <p class={styles.label}>{words().crew.of(formatCount(props.incident.extent.customers))}</p>
    </div>
    <FiguresBar figures={figuresOut(props.incident)} of={props.incident.extent.customers} />
    <Show when={props.incident.steps.length > 0}>
      <ol class={styles.ticks} aria-label={words().crew.steps}>
        <For each={props.incident.steps}>
          {(step) => (
            <li class={styles.item}>
              <span>
                {words().vocabulary.means[step.means]} <b>{words().crew.stepLine(formatCount(step.customers))}</b>
              </span>
              <span class={styles.label}>{formatTime(step.at)}</span>
            </li>
          )}
        </For>
      </ol>
    </Show>
  </section>
);
