import { type JSX, Show } from 'solid-js';
import styles from './empty-state.module.css';

/** Nothing to show, and whether that is good news. */
export const EmptyState = (props: {
  readonly title: string;
  readonly text?: string | undefined;
  readonly icon?: JSX.Element | undefined;
  readonly children?: JSX.Element | undefined;
}): JSX.Element => (
  <div class={styles.empty}>
    <Show when={props.icon}>
      <span class={styles.icon} aria-hidden="true">
        {props.icon}
      </span>
    </Show>
    <p class={styles.title}>{props.title}</p>
    <Show when={props.text}>
      <p class={styles.text}>{props.text}</p>
    </Show>
    {props.children}
  </div>
);
