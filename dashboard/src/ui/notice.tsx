import { type JSX, Show } from 'solid-js';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { ShowHeld } from './held.tsx';
import styles from './notice.module.css';
import { Spinner } from './spinner.tsx';

/** A whole page that has only one thing to say. */
export const Notice = (props: {
  readonly title: string;
  readonly text?: string | undefined;
  readonly busy?: boolean | undefined;
  readonly onRetry?: (() => void) | undefined;
}): JSX.Element => (
  <main class={styles.notice}>
    <div class={styles.inner} role="status">
      <Show when={props.busy}>
        <Spinner />
      </Show>
      <h1 class={styles.title}>{props.title}</h1>
      <Show when={props.text}>
        <p class={styles.text}>{props.text}</p>
      </Show>
      <ShowHeld when={props.onRetry}>
        {(retry) => <Button onClick={() => retry()()}>{words().common.retry}</Button>}
      </ShowHeld>
    </div>
  </main>
);
