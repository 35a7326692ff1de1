import { type JSX, Match, Switch } from 'solid-js';
import type { Trust } from '../../sync/trust.ts';
import { Said } from './said.tsx';
import styles from './stale-frame.module.css';
import { ageText, secondsText } from './times.ts';

/** Enormous, because a room that trusts a dead wall is worse off than one without a wall. */
export const StaleFrame = (props: {
  readonly trouble: Extract<Trust, { readonly since: number }>;
  readonly now: number;
}): JSX.Element => {
  const lost = () => props.trouble.kind === 'signedOut';
  return (
    <div class={styles.frame} role="alert" data-stale-frame data-undimmed>
      <div class={styles.tape} />
      <div class={styles.board}>
        <p class={styles.what}>
          <Said of={(w) => (lost() ? w.wall.signedOut : w.wall.stale)} class={styles.first} second={styles.second} />
        </p>
        <p class={styles.since}>
          <Said of={(w) => w.wall.staleSince(secondsText(props.trouble.since))} />
          <span class={styles.age} aria-hidden="true">
            {ageText(props.now - props.trouble.since)}
          </span>
        </p>
        <p class={styles.hint}>
          <Switch>
            <Match when={lost()}>
              <Said of={(w) => w.wall.signedOutHint} />
            </Match>
            <Match when={true}>
              <Said of={(w) => w.wall.staleHint} />
            </Match>
          </Switch>
        </p>
      </div>
    </div>
  );
};
