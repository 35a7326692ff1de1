import type { JSX } from 'solid-js';
import styles from './emblem.module.css';

/** A circuit that closes around a spark: supply comes back. */
export const Emblem = (props: { readonly size: number }): JSX.Element => (
  <svg class={styles.emblem} viewBox="0 0 64 64" width={props.size} height={props.size} aria-hidden="true">
    <path class={styles.ring} d="M24.4 9.6A24 24 0 1 0 39.6 9.6" />
    <circle class={styles.end} cx="24.4" cy="9.6" r="4" />
    <path class={styles.blade} d="M39.6 9.6 33.5 1" />
    <path class={styles.spark} d="M36 17 22 36h9l-3 13 14-20h-9z" />
  </svg>
);
