import type { Incident } from '@relight/shared/operation/state';
import { createMemo, type JSX, Match, Switch } from 'solid-js';
import { formatMinutes, formatTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { useJob } from './job.ts';
import { serviceClock } from './service-clock.ts';
import styles from './service-clock-bar.module.css';

/** The limit for the first crew on site as a bar, the public promise as a notch in it. */
export const ServiceClockBar = (props: { readonly incident: Incident }): JSX.Element => {
  const { live } = useJob();
  const clock = createMemo(() => serviceClock(props.incident, live.now()));
  const t = () => words().crew.clock;
  const arrivedAt = () => formatTime(props.incident.firstArrivalAt ?? 0);
  return (
    <section class={styles.card} data-state={clock().state}>
      <Switch
        fallback={
          <p class={styles.row}>
            <span class={styles.by}>{t().arriveBy(formatTime(clock().limitAt))}</span>
            <span class={styles.left}>
              <b>{formatMinutes(Math.abs(clock().minutesLeft))}</b> {clock().minutesLeft < 0 ? t().over : t().left}
            </span>
          </p>
        }
      >
        <Match when={clock().state === 'met'}>
          <p class={styles.by}>{t().met(arrivedAt())}</p>
        </Match>
        <Match when={clock().state === 'missed'}>
          <p class={styles.by}>{t().missed(arrivedAt(), formatMinutes(-clock().minutesLeft))}</p>
        </Match>
      </Switch>
      <div class={styles.bar} aria-hidden="true">
        <div class={styles.used} style={{ width: `${clock().used * 100}%` }} />
        <div class={styles.notch} style={{ left: `${clock().target * 100}%` }} />
      </div>
      <p class={styles.rule}>
        <span>{t().reported(formatTime(props.incident.reportedAt))}</span>
        <span>
          {t().rule(words().vocabulary.area[props.incident.extent.area], clock().targetMinutes, clock().limitMinutes)}
        </span>
      </p>
    </section>
  );
};
