import { type JSX, Show } from 'solid-js';
import { formatTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import type { Countdown } from './countdown.ts';
import { useJob } from './job.ts';
import styles from './offer-head.module.css';

/** What it is and how long there is to answer: a bar that drains by the server’s time. */
export const OfferHead = (props: { readonly countdown: Countdown; readonly sentAt: string }): JSX.Element => {
  const { drill, live } = useJob();
  const t = () => words().crew.offer;
  return (
    <div class={styles.head}>
      <div class={styles.row}>
        <div>
          <h1 class={styles.title}>{drill() ? t().drillTitle : t().title}</h1>
          <p class={styles.small}>
            {t().sentAt(formatTime(props.sentAt))}
            <Show when={live.pending().size > 0}> · {words().crew.waitingToSend(live.pending().size)}</Show>
          </p>
        </div>
        <div class={styles.left}>
          <p class={styles.time} role="timer">
            {props.countdown.text}
          </p>
          <p class={styles.small}>{props.countdown.secondsLeft === 0 ? t().timeUp : t().thenOthers}</p>
        </div>
      </div>
      <div class={styles.bar} aria-hidden="true">
        <div class={styles.rest} style={{ width: `${props.countdown.share * 100}%` }} />
      </div>
    </div>
  );
};
