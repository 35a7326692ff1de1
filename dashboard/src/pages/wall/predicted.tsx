import type { JSX } from 'solid-js';
import { formatCount } from '../../words/format.ts';
import styles from './predicted.module.css';

/** A number that is only predicted, beside the one that is confirmed: hatched below, and with a plus, so that it is not read as part of it. */
export const Predicted = (props: { readonly count: number }): JSX.Element => (
  <span class={styles.predicted} data-predicted>
    + {formatCount(props.count)}
  </span>
);
