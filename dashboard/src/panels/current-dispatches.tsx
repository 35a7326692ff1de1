import { mayCommand } from '@relight/shared/operation/authorize';
import type { Dispatch } from '@relight/shared/operation/state';
import type { DispatchStatus } from '@relight/shared/operation/vocabulary';
import { For, type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import type { Order } from '../sync/live.ts';
import { Button } from '../ui/button.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './current-dispatches.module.css';
import { createOrder } from './give-order.ts';
import { LatePill } from './late-pill.tsx';
import { Section } from './section.tsx';

/** The crew's own next step, which a dispatcher may enter for a crew that reports by radio. */
const NEXT_STEP: Readonly<
  Record<DispatchStatus, 'acceptDispatch' | 'departForSite' | 'arriveOnSite' | 'completeFieldWork'>
> = {
  offered: 'acceptDispatch',
  accepted: 'departForSite',
  enRoute: 'arriveOnSite',
  onSite: 'completeFieldWork',
};

export const CurrentDispatches = (props: {
  readonly dispatches: readonly Dispatch[];
  readonly onRecall: (dispatch: Dispatch) => void;
}): JSX.Element => (
  <Section title={words().console.dispatches.title}>
    <ul>
      <For each={props.dispatches.map((dispatch) => dispatch.id)}>
        {(id) => (
          <ShowHeld when={props.dispatches.find((dispatch) => dispatch.id === id)}>
            {(dispatch) => <CurrentDispatch dispatch={dispatch()} onRecall={() => props.onRecall(dispatch())} />}
          </ShowHeld>
        )}
      </For>
    </ul>
    <Show when={props.dispatches.length === 0}>
      <p class={styles.none}>{words().console.dispatches.none}</p>
    </Show>
  </Section>
);

const CurrentDispatch = (props: { readonly dispatch: Dispatch; readonly onRecall: () => void }): JSX.Element => {
  const { live, user, crewName } = useOperation();
  const order = createOrder(live);
  const text = () => words().console.dispatches;
  const since = () => {
    const { arrivedAt, enRouteAt, acceptedAt, offeredAt } = props.dispatch;
    return arrivedAt ?? enRouteAt ?? acceptedAt ?? offeredAt;
  };
  const secondsLeft = () => Math.ceil((Date.parse(props.dispatch.answerBy) - live.now()) / 1000);
  const advance = () => {
    const next = { type: NEXT_STEP[props.dispatch.status], dispatch: props.dispatch.id } as Order;
    return order.give(next, words().common.labelled(text().next[props.dispatch.status], crewName(props.dispatch.crew)));
  };
  return (
    <li class={styles.line}>
      <span class={styles.name}>
        {crewName(props.dispatch.crew)}
        <small class={styles.meta}>
          {words().vocabulary.crewStatus[props.dispatch.status]} · {text().since(formatMoment(since(), live.now()))}
          <Show when={props.dispatch.status === 'offered'}>
            {' · '}
            <Show when={secondsLeft() > 0} fallback={<LatePill>{text().answerLate}</LatePill>}>
              {text().answerIn(`${Math.floor(secondsLeft() / 60)}:${String(secondsLeft() % 60).padStart(2, '0')}`)}
            </Show>
          </Show>
        </small>
      </span>
      <Show when={mayCommand(user.role, NEXT_STEP[props.dispatch.status])}>
        <Button size="small" variant="quiet" state={order.state()} onClick={() => void advance()}>
          {text().next[props.dispatch.status]}
        </Button>
      </Show>
      <Show when={mayCommand(user.role, 'recallCrew')}>
        <Button size="small" onClick={() => props.onRecall()}>
          {text().recall}
        </Button>
      </Show>
      <Show when={order.problem()}>
        <p class={styles.problem} role="alert">
          {order.problem()}
        </p>
      </Show>
    </li>
  );
};
