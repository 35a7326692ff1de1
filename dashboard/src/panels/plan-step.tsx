import { type JSX, Show } from 'solid-js';
import { Button } from '../ui/button.tsx';
import { formatCount } from '../words/format.ts';
import { words } from '../words/words.ts';
import type { Plan } from './network-desk.ts';
import styles from './plan-step.module.css';
import { localName } from './ruling-text.ts';

/** One step of a proposal: what to do, what for, whom it brings back; and, before the plan is adopted, whether and when it belongs to it. */
export const PlanStep = (props: {
  readonly step: Plan['steps'][number];
  readonly forbidden: 'tag' | 'permit' | null;
  readonly editing: boolean;
  readonly kept: boolean;
  readonly onKeep: (kept: boolean) => void;
  /** Null where it cannot move there. */
  readonly onEarlier: (() => void) | null;
  readonly onLater: (() => void) | null;
}): JSX.Element => {
  const text = () => words().network.plan;
  const name = () => localName(props.step);
  return (
    <li class={styles.step} data-left={!props.kept || undefined}>
      <span class={styles.number} data-action={props.step.action}>
        {props.step.number}
      </span>
      <span class={styles.what}>
        {text().step(words().vocabulary.switchingAction[props.step.action], name())}
        <small class={styles.note}>
          {text().purpose[props.step.purpose]}
          <Show when={props.step.regained.customers > 0}>
            {` · ${text().stepGain(formatCount(props.step.regained.customers))}`}
          </Show>
        </small>
        <Show when={props.forbidden}>
          {(by) => <small class={styles.broken}>{by() === 'tag' ? text().blockedByTag : text().blockedByPermit}</small>}
        </Show>
      </span>
      <Show when={props.editing}>
        <span class={styles.edit}>
          <Button
            size="small"
            variant="quiet"
            aria-label={text().earlier(name())}
            aria-disabled={props.onEarlier === null || undefined}
            onClick={() => props.onEarlier?.()}
          >
            ↑
          </Button>
          <Button
            size="small"
            variant="quiet"
            aria-label={text().later(name())}
            aria-disabled={props.onLater === null || undefined}
            onClick={() => props.onLater?.()}
          >
            ↓
          </Button>
          <input
            type="checkbox"
            aria-label={text().include(props.step.number, name())}
            checked={props.kept}
            onChange={(event) => props.onKeep(event.currentTarget.checked)}
          />
        </span>
      </Show>
    </li>
  );
};
