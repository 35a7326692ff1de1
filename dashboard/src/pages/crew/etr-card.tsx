import { etrStanding } from '@relight/shared/operation/etr-standing';
import type { Incident } from '@relight/shared/operation/state';
import type { JSX } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import { formatMinutes, formatMoment } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import styles from './content.module.css';
import { useJob } from './job.ts';

/** What the public is told about when power will be back, and the way to change it. */
export const EtrCard = (props: { readonly incident: Incident }): JSX.Element => {
  const { live, open } = useJob();
  const t = () => words().crew.etr;
  /** Overdue or due soon: how long ago, or how far ahead. */
  const pressing = () => {
    const standing = etrStanding(props.incident, new Date(live.now()).toISOString());
    const left = (Date.parse(props.incident.etr?.at ?? '') - live.now()) / 60_000;
    if (standing === 'overdue') return t().overdue(formatMinutes(Math.max(1, -left)));
    return standing === 'dueSoon' ? words().network.etr.soon(formatMinutes(Math.max(1, left))) : null;
  };
  return (
    <section class={`${styles.card} ${styles.row}`}>
      <div>
        <p class={styles.label}>{t().label}</p>
        <ShowHeld when={props.incident.etr} fallback={<p class={styles.strong}>{t().none}</p>}>
          {(etr) => (
            <p class={styles.big}>
              <b>{formatMoment(etr().at, live.now())}</b>
              <ShowHeld when={pressing()} fallback={words().vocabulary.confidence[etr().confidence]}>
                {(text) => <span class={styles.overdue}>{text()}</span>}
              </ShowHeld>
            </p>
          )}
        </ShowHeld>
      </div>
      <button type="button" class={styles.small} onClick={() => open('etr')}>
        {props.incident.etr === null ? t().set : t().change}
      </button>
    </section>
  );
};
