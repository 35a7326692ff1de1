import type { JSX } from 'solid-js';
import styles from './late-pill.module.css';

/** Something is later than it should be. On light a pill, on dark amber text: the tokens decide. */
export const LatePill = (props: { readonly children: JSX.Element }): JSX.Element => (
  <span class={styles.late}>{props.children}</span>
);
