import { type JSX, Show } from 'solid-js';
import styles from './screen.module.css';

/**
 * The skeleton of every screen: what state we are in, the content, and the row of actions, whose primary button is always in the same
 * place under the thumb. Content scrolls; the row does not.
 */
export const Screen = (props: {
  readonly head: JSX.Element;
  readonly actions?: JSX.Element | undefined;
  readonly children: JSX.Element;
}): JSX.Element => (
  <div class={styles.screen}>
    <header class={styles.head}>{props.head}</header>
    <main class={styles.content} tabindex="-1">
      {props.children}
    </main>
    <Show when={props.actions}>
      <footer class={styles.actions}>{props.actions}</footer>
    </Show>
  </div>
);
