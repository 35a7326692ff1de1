import type { JSX } from 'solid-js';
import { formatDay, formatSeconds, formatZone } from '../words/format.ts';
import styles from './clock.module.css';

/** The server's time in the room's zone, which it names: every other time on the page is in the same one. */
export const Clock = (props: { readonly now: number; readonly note?: string | undefined }): JSX.Element => (
  <div class={styles.clock}>
    <span class={styles.day}>
      {formatDay(props.now)} · {props.note ?? formatZone(props.now)}
    </span>
    <time class={styles.time} dateTime={new Date(props.now).toISOString()}>
      {formatSeconds(props.now)}
    </time>
  </div>
);
