import { createMemo, type JSX, Show } from 'solid-js';
import { trustOf } from '../../sync/trust.ts';
import { ShowHeld } from '../../ui/held.tsx';
import { words } from '../../words/words.ts';
import { useJob } from './job.ts';
import styles from './state-head.module.css';

/** The top of a screen: what it is, and of when. That it is old is said above it, on every screen; here only that it is not. */
export const StateHead = (props: { readonly title: string; readonly children?: JSX.Element }): JSX.Element => {
  const { live, outbox } = useJob();
  const trust = createMemo(() => trustOf(live.freshness(), live.now()));
  const t = () => words().crew.trust;
  const quiet = () => {
    const now = trust();
    if (now.kind === 'live') return t().live(Math.round(now.forMs / 1000));
    return now.kind === 'starting' ? t().starting : null;
  };
  return (
    <div class={styles.head}>
      <h1 class={styles.title}>{props.title}</h1>
      <div class={styles.state}>
        <ShowHeld when={quiet()}>
          {(text) => (
            <span class={styles.trust} data-trust={trust().kind}>
              {text()}
            </span>
          )}
        </ShowHeld>
        {props.children}
        <Show when={outbox.unsent() > 0}>
          <span class={styles.waiting}>{words().crew.waitingToSend(outbox.unsent())}</span>
        </Show>
      </div>
    </div>
  );
};
