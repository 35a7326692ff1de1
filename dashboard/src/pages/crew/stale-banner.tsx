import { createMemo, type JSX, Match, Switch } from 'solid-js';
import { trustOf } from '../../sync/trust.ts';
import { MatchHeld } from '../../ui/held.tsx';
import { formatMinutes, formatSeconds } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { useJob } from './job.ts';
import styles from './stale-banner.module.css';

/**
 * Over every screen, the offer's too: that what it shows is old, since when, and that what is done here is kept; or that nothing can be
 * written.
 */
export const StaleBanner = (): JSX.Element => {
  const { live } = useJob();
  const trust = createMemo(() => trustOf(live.freshness(), live.now()));
  const t = () => words().crew.trust;
  const stale = () => {
    const now = trust();
    return now.kind === 'stale' ? now : null;
  };
  const age = (forMs: number) =>
    forMs < 60_000 ? t().staleSeconds(Math.round(forMs / 1000)) : t().offline(formatMinutes(forMs / 60_000));
  return (
    <div class={styles.place} role="status">
      <Switch>
        <MatchHeld when={stale()}>
          {(it) => (
            <p class={styles.banner}>
              <strong>{age(it().forMs)}</strong>
              <span>{t().offlineHint(formatSeconds(it().since))}</span>
            </p>
          )}
        </MatchHeld>
        <Match when={trust().kind === 'signedOut'}>
          <p class={styles.banner}>
            <strong>{t().signedOut}</strong>
            <span>{t().signedOutHint}</span>
          </p>
        </Match>
        <MatchHeld when={live.trouble()}>
          {(trouble) => (
            <p class={styles.banner}>
              <strong>{words().common.unwritable.title}</strong>
              <span>
                {words().common.unwritable.why[trouble()]} {words().common.unwritable.hint}
              </span>
            </p>
          )}
        </MatchHeld>
      </Switch>
    </div>
  );
};
