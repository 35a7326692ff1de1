import { type JSX, Match, Show, Switch } from 'solid-js';
import { MatchHeld, ShowHeld } from '../../ui/held.tsx';
import { formatMinutes, formatTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { useJob } from './job.ts';
import styles from './state-head.module.css';
import { trustOf } from './trust.ts';

/** The top of a screen: what it is, and how far it can be trusted. Loud only when it cannot. */
export const StateHead = (props: { readonly title: string; readonly children?: JSX.Element }): JSX.Element => {
  const { live, outbox } = useJob();
  const trust = () => trustOf(live.freshness(), live.now());
  const t = () => words().crew.trust;
  const quiet = () => {
    const now = trust();
    if (now.kind === 'live' || now.kind === 'unsure') return t()[now.kind](now.seconds);
    return now.kind === 'starting' ? t().starting : null;
  };
  const offline = () => {
    const now = trust();
    return now.kind === 'offline' ? now : null;
  };
  return (
    <>
      <Switch>
        <MatchHeld when={offline()}>
          {(now) => (
            <p class={styles.alarm} role="status">
              <strong>{t().offline(formatMinutes(now().minutes))}</strong>
              <span>{t().offlineHint(formatTime(now().since))}</span>
            </p>
          )}
        </MatchHeld>
        <Match when={trust().kind === 'signedOut'}>
          <p class={styles.alarm} role="alert">
            <strong>{t().signedOut}</strong>
            <span>{t().signedOutHint}</span>
          </p>
        </Match>
      </Switch>
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
          <Show when={outbox.waiting().length > 0}>
            <span class={styles.waiting}>{words().crew.waitingToSend(outbox.waiting().length)}</span>
          </Show>
        </div>
      </div>
    </>
  );
};
