import { etrStanding } from '@relight/shared/operation/etr-standing';
import { lateness } from '@relight/shared/operation/select';
import type { Incident } from '@relight/shared/operation/state';
import { createMemo, type JSX, Show } from 'solid-js';
import { ShowHeld } from '../ui/held.tsx';
import { formatCount, formatMinutes, formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './etr-line.module.css';
import { LatePill } from './late-pill.tsx';
import { lateBy } from './late-text.ts';

/**
 * When supply is expected, who says so, how surely and why. A time that has passed is no estimate: then it is said loudly since when there is
 * no new one.
 */
export const EtrLine = (props: { readonly incident: Incident; readonly now: number }): JSX.Element => {
  const text = () => words().network.etr;
  const etr = () => props.incident.etr;
  const late = createMemo(() => {
    const it = lateness(props.incident, new Date(props.now).toISOString());
    return it?.kind === 'etr' ? it : null;
  });
  const minutesLeft = () => Math.max(1, (Date.parse(etr()?.at ?? '') - props.now) / 60_000);
  const soon = () => etrStanding(props.incident, new Date(props.now).toISOString()) === 'dueSoon';
  const reason = () => {
    const it = etr();
    if (it === null) return '';
    // How many outages it was learned from says the reason too.
    return it.basis
      ? text().basis(
          formatCount(it.basis.outages),
          formatMinutes(it.basis.p50Minutes),
          formatMinutes(it.basis.p80Minutes),
        )
      : words().vocabulary.etrReason[it.reason];
  };
  return (
    <div class={styles.etr} data-late={late() !== null || undefined}>
      <span class={styles.name}>{words().console.facts.etr}</span>
      <ShowHeld when={etr()} fallback={<span>{words().console.facts.noEtr}</span>}>
        {(etr) => (
          <span>
            <ShowHeld
              when={late()}
              fallback={
                <>
                  <strong class={styles.at}>{formatMoment(etr().at, props.now)}</strong>{' '}
                  <Show when={soon()}>
                    <LatePill>{text().soon(formatMinutes(minutesLeft()))}</LatePill>
                  </Show>
                  <span class={styles.how}>
                    {[
                      words().vocabulary.etrSource[etr().source],
                      words().vocabulary.confidence[etr().confidence],
                      reason(),
                    ].join(' · ')}
                  </span>
                </>
              }
            >
              {(late) => (
                <>
                  <strong class={styles.pending}>{text().pending}</strong>
                  <span class={styles.hint}>
                    {text().pendingHint(formatMoment(etr().at, props.now), lateBy(late().minutes))}
                  </span>
                  <span class={styles.how}>{words().vocabulary.etrSource[etr().source]}</span>
                </>
              )}
            </ShowHeld>
          </span>
        )}
      </ShowHeld>
      <Show when={props.incident.temporary > 0}>
        <span class={styles.temporary}>{text().temporary(formatCount(props.incident.temporary))}</span>
      </Show>
    </div>
  );
};
