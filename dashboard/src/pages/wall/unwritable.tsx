import type { DatabaseTrouble } from '@relight/shared/protocol/trouble';
import type { JSX } from 'solid-js';
import { Said } from './said.tsx';
import styles from './unwritable.module.css';

/** That nothing can be recorded, and why: a room would otherwise wait for what nobody can enter. */
export const Unwritable = (props: { readonly trouble: DatabaseTrouble }): JSX.Element => (
  <p class={styles.strip} role="status" data-over-map>
    <Said of={(w) => w.common.unwritable.title} class={styles.first} second={styles.first} />
    <Said of={(w) => w.common.unwritable.why[props.trouble]} class={styles.why} second={styles.why} />
  </p>
);
