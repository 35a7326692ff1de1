import { createMemo, type JSX, Match, Switch } from 'solid-js';
import type { Freshness } from '../sync/live.ts';
import { formatMinutes, formatSeconds } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './freshness-bar.module.css';
import { Spinner } from './spinner.tsx';

/** Below this, silence is jitter and not news: heartbeats come once a second. */
const LOUD_AFTER_MS = 1500;

/** Whether what is on the screen must not be taken for the present. */
export const isStale = (freshness: Freshness): boolean =>
  freshness.status === 'stale' || freshness.status === 'signedOut';

/** Says loudly, across the whole width, that the picture is not the present one. Silent while it is. */
export const FreshnessBar = (props: { readonly freshness: Freshness; readonly now: number }): JSX.Element => {
  const ageMs = createMemo(() => Math.max(0, props.now - props.freshness.since));
  return (
    <div role="status" class={styles.place}>
      <Switch>
        <Match when={props.freshness.status === 'stale'}>
          <div class={styles.bar}>
            <strong>{words().common.freshness.stale(formatSeconds(props.freshness.since))}</strong>
            <span class={styles.age} aria-hidden="true">
              {ageMs() < 60_000 ? `${Math.round(ageMs() / 1000)} s` : formatMinutes(ageMs() / 60_000)}
            </span>
            <span class={styles.hint}>{words().common.freshness.staleHint}</span>
          </div>
        </Match>
        <Match when={props.freshness.status === 'signedOut'}>
          <div class={styles.bar}>
            <strong>{words().common.freshness.signedOut}</strong>
            <a class={styles.link} href="/sign-in">
              {words().common.freshness.signInAgain}
            </a>
          </div>
        </Match>
        <Match when={props.freshness.status === 'starting'}>
          <div class={styles.quiet}>
            <Spinner />
            {words().common.freshness.starting}
          </div>
        </Match>
        <Match when={props.freshness.status === 'catchingUp' && ageMs() > LOUD_AFTER_MS}>
          <div class={styles.quiet}>
            <Spinner />
            {words().common.freshness.catchingUp}
          </div>
        </Match>
      </Switch>
    </div>
  );
};
