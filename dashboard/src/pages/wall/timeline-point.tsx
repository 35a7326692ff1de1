import { type JSX, Show } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import type { Point } from './line-of-events.ts';
import { Said, SaidOnce } from './said.tsx';
import styles from './timeline-point.module.css';

/** One point of the line. Filled: it happened. Hollow: it is expected. A diamond came too late. */
export const TimelinePoint = (props: { readonly point: Point; readonly ahead?: boolean }): JSX.Element => (
  <li
    class={styles.point}
    data-ahead={props.ahead}
    data-late={props.point.lateMinutes > 0}
    data-level={props.point.level}
  >
    <p class={styles.time}>
      {props.point.time}
      <Show when={props.point.lateMinutes > 0}>
        <em>+{props.point.lateMinutes}′</em>
      </Show>
    </p>
    <span class={styles.mark} />
    <p class={styles.what}>
      <Said of={props.point.what} class={styles.first} second={styles.second} />
      <ShowHeld when={props.point.note}>{(note) => <SaidOnce of={note()} class={styles.second} />}</ShowHeld>
    </p>
  </li>
);
