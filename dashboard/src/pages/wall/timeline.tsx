import { For, type JSX, Show } from 'solid-js';
import { AHEAD_PLACES, PAST_PLACES, type Point } from './line-of-events.ts';
import { Said, SaidOnce } from './said.tsx';
import styles from './timeline.module.css';
import { TimelinePoint } from './timeline-point.tsx';

/** What has happened, now, and what the estimates say. Places are fixed, so that nothing moves but what is new. */
export const Timeline = (props: {
  readonly past: readonly Point[];
  readonly ahead: readonly Point[];
  readonly calm: boolean;
}): JSX.Element => (
  <section class={styles.timeline}>
    <h2 class={styles.head}>
      <Said
        of={(w) => (props.calm ? w.wall.lastRestored : w.wall.timeline)}
        class={styles.first}
        second={styles.second}
      />
      <Show when={!props.calm}>
        <span class={styles.second}>
          · <SaidOnce of={(w) => w.wall.targetVsActual} />
        </span>
      </Show>
    </h2>
    <div class={styles.line} data-past={PAST_PLACES} data-ahead={AHEAD_PLACES}>
      <span class={styles.done} />
      <span class={styles.due} />
      <ol class={styles.past}>
        <For each={props.past}>{(point) => <TimelinePoint point={point} />}</For>
      </ol>
      <p class={styles.now}>
        <span class={styles.flag}>
          <Said of={(w) => w.wall.now} />
        </span>
      </p>
      <ol class={styles.ahead}>
        <For each={props.ahead}>{(point) => <TimelinePoint point={point} ahead />}</For>
      </ol>
    </div>
  </section>
);
