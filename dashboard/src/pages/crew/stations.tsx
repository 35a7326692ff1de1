import { For, type JSX } from 'solid-js';
import { formatTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import type { StationState } from './next-step.ts';
import styles from './stations.module.css';

/** How far the job has come, with the times. */
export const Stations = (props: { readonly stations: readonly StationState[] }): JSX.Element => (
  <ol class={styles.stations}>
    <For each={props.stations}>
      {(it) => (
        <li class={styles.station} data-state={it.state} aria-current={it.state === 'now' ? 'step' : undefined}>
          {words().crew.station[it.station]}
          <span class={styles.time}>{it.at === null ? '' : formatTime(it.at)}</span>
        </li>
      )}
    </For>
  </ol>
);
