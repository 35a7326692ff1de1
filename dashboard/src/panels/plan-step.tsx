import { mayCommand } from '@relight/shared/operation/authorize';
import type { Incident } from '@relight/shared/operation/state';
import { type JSX, Match, Show, Switch } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { newId } from '../sync/new-id.ts';
import { Button } from '../ui/button.tsx';
import { MatchHeld } from '../ui/held.tsx';
import { formatCount, formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import { createOrder } from './give-order.ts';
import type { Plan } from './network-desk.ts';
import styles from './plan-step.module.css';
import { localName } from './ruling-text.ts';

/** One step of a plan: what to do, what for, whom it brings back, and the record that somebody has done it. */
export const PlanStep = (props: {
  readonly incident: Incident;
  readonly step: Plan['steps'][number];
  readonly doneAt: string | null;
  /** The step that has to be recorded before this one. */
  readonly after: number | null;
  readonly forbidden: 'tag' | 'permit' | null;
  readonly onDone: () => void;
}): JSX.Element => {
  const { live, user } = useOperation();
  const giving = createOrder(live);
  const text = () => words().network.plan;
  const what = () => text().step(words().vocabulary.switchingAction[props.step.action], localName(props.step));
  const blocked = () => {
    if (props.forbidden === 'tag') return text().blockedByTag;
    if (props.forbidden === 'permit') return text().blockedByPermit;
    return props.after === null ? null : text().waits(props.after);
  };
  const record = async () => {
    const done = await giving.give(
      {
        type: 'recordSwitching',
        step: newId('stp'),
        incident: props.incident.id,
        operations: [{ action: props.step.action, element: props.step.device }],
        basedOn: props.incident.changedSeq,
      },
      text().doneLabel(props.step.number, localName(props.step)),
    );
    if (done) props.onDone();
  };
  return (
    <li class={styles.step} data-done={props.doneAt !== null || undefined}>
      <span class={styles.number} data-action={props.step.action}>
        {props.step.number}
      </span>
      <span>
        {what()}
        <small class={styles.note}>
          {text().purpose[props.step.purpose]}
          <Show when={props.step.regained.customers > 0}>
            {` · ${text().stepGain(formatCount(props.step.regained.customers))}`}
          </Show>
        </small>
      </span>
      <Switch>
        <MatchHeld when={props.doneAt}>
          {(at) => <span class={styles.done}>✓ {text().doneAt(formatMoment(at(), live.now()))}</span>}
        </MatchHeld>
        <Match when={mayCommand(user.role, 'recordSwitching')}>
          <Button
            size="small"
            state={giving.state()}
            blocked={blocked()}
            aria-label={text().doneLabel(props.step.number, localName(props.step))}
            onClick={() => void record()}
          >
            {text().done}
          </Button>
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
