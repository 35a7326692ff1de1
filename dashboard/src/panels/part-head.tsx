import type { JSX } from 'solid-js';
import styles from './part-head.module.css';

/** The title of a part of a section, with what belongs to it beside it; the last of that at the far end. */
export const PartHead = (props: {
  readonly title: string;
  readonly hint?: string;
  readonly children?: JSX.Element;
}): JSX.Element => (
  <div class={styles.head}>
    <h4 class={styles.title} title={props.hint}>
      {props.title}
    </h4>
    {props.children}
  </div>
);
