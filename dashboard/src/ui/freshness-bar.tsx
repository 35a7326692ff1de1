import type { DatabaseTrouble } from '@relight/shared/protocol/trouble';
import { createMemo, type JSX, Match, Switch } from 'solid-js';
import type { Freshness } from '../sync/live.ts';
import { trustOf } from '../sync/trust.ts';
import { formatMinutes, formatSeconds } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './freshness-bar.module.css';
import { MatchHeld } from './held.tsx';
import { Spinner } from './spinner.tsx';

/** Says loudly, across the whole width, that the picture is not the present one, or that nothing can be written. Silent while all is well. */
export const FreshnessBar = (props: {
  readonly freshness: Freshness;
  readonly trouble: DatabaseTrouble | null;
  readonly now: number;
}): JSX.Element => {
  const trust = createMemo(() => trustOf(props.freshness, props.now));
  const stale = () => {
    const now = trust();
    return now.kind === 'stale' ? now : null;
  };
  return (
    <div role="status" class={styles.place}>
      <Switch>
        <MatchHeld when={stale()}>
          {(it) => (
            <div class={styles.bar}>
              <strong>{words().common.freshness.stale(formatSeconds(it().since))}</strong>
              <span class={styles.age} aria-hidden="true">
                {it().forMs < 60_000 ? `${Math.round(it().forMs / 1000)} s` : formatMinutes(it().forMs / 60_000)}
              </span>
              <span class={styles.hint}>
                {props.freshness.status === 'catchingUp'
                  ? words().common.freshness.catchingUp
                  : words().common.freshness.staleHint}
              </span>
            </div>
          )}
        </MatchHeld>
        <Match when={trust().kind === 'signedOut'}>
          <div class={styles.bar}>
            <strong>{words().common.freshness.signedOut}</strong>
            <a class={styles.link} href="/sign-in">
              {words().common.freshness.signInAgain}
            </a>
          </div>
        </Match>
        <MatchHeld when={props.trouble}>
          {(trouble) => (
            <div class={styles.bar}>
              <strong>{words().common.unwritable.title}</strong>
              <span class={styles.hint}>
                {words().common.unwritable.why[trouble()]} {words().common.unwritable.hint}
              </span>
            </div>
          )}
        </MatchHeld>
        <Match when={trust().kind === 'starting'}>
          <div class={styles.quiet}>
            <Spinner />
            {words().common.freshness.starting}
          </div>
        </Match>
      </Switch>
    </div>
  );
};
