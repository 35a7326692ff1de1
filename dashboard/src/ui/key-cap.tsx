import type { JSX } from 'solid-js';
import styles from './key-cap.module.css';

/** A key of the keyboard. `silent` where the control beside it says the same. */
export const KeyCap = (props: {
  readonly children: JSX.Element;
  readonly silent?: boolean | undefined;
}): JSX.Element => (
  <kbd class={styles.key} aria-hidden={props.silent || undefined}>
    {props.children}
  </kbd>
);
