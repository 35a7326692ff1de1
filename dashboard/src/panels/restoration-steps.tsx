import type { Incident } from '@relight/shared/operation/state';
import { For, type JSX, Show } from 'solid-js';
import { formatCount, formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './restoration-steps.module.css';
import { Section } from './section.tsx';

/** Who got supply back, when, by what, and how many are left after each step. */
export const RestorationSteps = (props: { readonly incident: Incident; readonly now: number }): JSX.Element => {
  const text = () => words().console.restoration;
  return (
    <Show when={props.incident.steps.length > 0}>
      <Section title={text().title}>
        <ol>
          <For each={props.incident.steps}>
            {(step) => (
              <li class={styles.line}>
                <time class={styles.time} dateTime={step.at}>
                  {formatMoment(step.at, props.now)}
                </time>
                <span>
                  {words().vocabulary.means[step.means]} · {text().step(formatCount(step.customers))}
                </span>
                <span class={styles.left}>
                  {step.customersLeft === 0 ? text().all : text().left(formatCount(step.customersLeft))}
                </span>
              </li>
            )}
          </For>
        </ol>
      </Section>
    </Show>
  );
};
