import type { PlanAction, PlanStepPurpose } from '@relight/shared/operation/vocabulary';
import { type JSX, Show } from 'solid-js';
import { formatCount } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './plan-step.module.css';
import { localName } from './ruling-text.ts';

/** A step in the list of a plan: its number, what to do and what for, whom it brings back and who loses supply by it. */
export const StepText = (props: {
  readonly step: {
    readonly number: number;
    readonly action: PlanAction;
    readonly purpose: PlanStepPurpose;
    readonly name: string;
    readonly nameEn?: string | null | undefined;
  };
  readonly customers: number;
  readonly customersLost: number;
  /** What else is to be said of it. */
  readonly children?: JSX.Element;
}): JSX.Element => {
  const text = () => words().network.plan;
  return (
    <>
      <span class={styles.number} data-action={props.step.action}>
        {props.step.number}
      </span>
      <span class={styles.what}>
        {text().step(words().vocabulary.switchingAction[props.step.action], localName(props.step))}
        <small class={styles.note}>
          {text().purpose[props.step.purpose]}
          <Show when={props.customers > 0}>{` · ${text().stepGain(formatCount(props.customers))}`}</Show>
          <Show when={props.customersLost > 0}>
            {` · ${text().normalState.stepLoss(formatCount(props.customersLost))}`}
          </Show>
        </small>
        {props.children}
      </span>
    </>
  );
};
