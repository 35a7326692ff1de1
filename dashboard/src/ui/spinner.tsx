import type { JSX } from 'solid-js';
import styles from './spinner.module.css';

/** Something is under way. Decorative: whoever shows it says so in words too. */
export const Spinner = (): JSX.Element => <span class={styles.spinner} aria-hidden="true" />;
