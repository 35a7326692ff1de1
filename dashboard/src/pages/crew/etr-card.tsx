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
  const overdue = () => {
    const at = props.incident.etr?.at;
    const minutes = at === undefined ? 0 : Math.floor((live.now() - Date.parse(at)) / 60_000);
    return minutes >= 1 ? minutes : null;
  };
  return (
    <section class={`${styles.card} ${styles.row}`}>
      <div>
        <p class={styles.label}>{t().label}</p>
        <ShowHeld when={props.incident.etr} fallback={<p class={styles.strong}>{t().none}</p>}>
          {(etr) => (
            <p class={styles.big}>
              <b>{formatMoment(etr().at, live.now())}</b>
              <ShowHeld when={overdue()} fallback={words().vocabulary.confidence[etr().confidence]}>
                {(minutes) => <span class={styles.overdue}>{t().overdue(formatMinutes(minutes()))}</span>}
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
