import { etrStanding } from '@relight/shared/operation/etr-standing';
import type { Incident } from '@relight/shared/operation/state';
import { type JSX, Show } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import { formatMinutes, formatMoment } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import styles from './content.module.css';
import { useJob } from './job.ts';

/** What the public is told about when power will be back, or since when that has passed; and the way to change it. */
export const EtrCard = (props: { readonly incident: Incident }): JSX.Element => {
  const { live, open } = useJob();
  const t = () => words().crew.etr;
  const standing = () => etrStanding(props.incident, new Date(live.now()).toISOString());
  const minutesTo = (at: string) => (Date.parse(at) - live.now()) / 60_000;
  return (
    <section class={`${styles.card} ${styles.row}`}>
      <div>
        <p class={styles.label}>{t().label}</p>
        <ShowHeld when={props.incident.etr} fallback={<p class={styles.strong}>{t().none}</p>}>
          {(etr) => (
            <p class={styles.big}>
              <Show
                when={standing() === 'overdue'}
                fallback={
                  <>
                    <b>{formatMoment(etr().at, live.now())}</b>
                    <Show when={standing() === 'dueSoon'} fallback={words().vocabulary.confidence[etr().confidence]}>
                      <span class={styles.overdue}>
                        {words().network.etr.soon(formatMinutes(Math.max(1, minutesTo(etr().at))))}
                      </span>
                    </Show>
                  </>
                }
              >
                <span class={styles.overdue}>
                  {t().overdue(formatMoment(etr().at, live.now()), formatMinutes(Math.max(1, -minutesTo(etr().at))))}
                </span>
              </Show>
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
