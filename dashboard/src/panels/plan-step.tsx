import { type JSX, Show } from 'solid-js';
import { Button } from '../ui/button.tsx';
import { words } from '../words/words.ts';
import type { Plan } from './network-desk.ts';
import styles from './plan-step.module.css';
import { localName } from './ruling-text.ts';
import { StepText } from './step-text.tsx';

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
      <StepText step={props.step} customers={props.step.regained.customers} customersLost={0}>
        <Show when={props.forbidden}>
          {(by) => <small class={styles.broken}>{by() === 'tag' ? text().blockedByTag : text().blockedByPermit}</small>}
        </Show>
      </StepText>
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
