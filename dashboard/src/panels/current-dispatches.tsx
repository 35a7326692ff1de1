import { mayCommand } from '@relight/shared/operation/authorize';
import type { Dispatch } from '@relight/shared/operation/state';
import { For, type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { Button } from '../ui/button.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import { CREW_STEP } from './crew-step.ts';
import styles from './current-dispatches.module.css';
import { LatePill } from './late-pill.tsx';
import { Section } from './section.tsx';

export const CurrentDispatches = (props: {
  readonly dispatches: readonly Dispatch[];
  readonly onStep: (dispatch: Dispatch) => void;
  readonly onRecall: (dispatch: Dispatch) => void;
}): JSX.Element => (
  <Section title={words().console.dispatches.title}>
    <ul>
      <For each={props.dispatches.map((dispatch) => dispatch.id)}>
        {(id) => (
          <ShowHeld when={props.dispatches.find((dispatch) => dispatch.id === id)}>
            {(dispatch) => (
              <CurrentDispatch
                dispatch={dispatch()}
                onStep={() => props.onStep(dispatch())}
                onRecall={() => props.onRecall(dispatch())}
              />
            )}
          </ShowHeld>
        )}
      </For>
    </ul>
    <Show when={props.dispatches.length === 0}>
      <p class={styles.none}>{words().console.dispatches.none}</p>
    </Show>
  </Section>
);

const CurrentDispatch = (props: {
  readonly dispatch: Dispatch;
  readonly onStep: () => void;
  readonly onRecall: () => void;
}): JSX.Element => {
  const { live, user, crewName } = useOperation();
  const text = () => words().console.dispatches;
  const since = () => {
    const { arrivedAt, enRouteAt, acceptedAt, offeredAt } = props.dispatch;
    return arrivedAt ?? enRouteAt ?? acceptedAt ?? offeredAt;
  };
  const secondsLeft = () => Math.ceil((Date.parse(props.dispatch.answerBy) - live.now()) / 1000);
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
      <Show when={mayCommand(user.role, CREW_STEP[props.dispatch.status])}>
        <Button size="small" onClick={() => props.onStep()}>
          {text().next[props.dispatch.status]}
        </Button>
      </Show>
      <Show when={mayCommand(user.role, 'recallCrew')}>
        <Button size="small" onClick={() => props.onRecall()}>
          {text().recall}
        </Button>
      </Show>
    </li>
  );
};
