import { For, type JSX, Show } from 'solid-js';
import { formatTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import styles from './content.module.css';
import { useJob } from './job.ts';
import { orderText } from './order-words.ts';
import type { Entry } from './outbox.ts';
import { Screen } from './screen.tsx';
import { StateHead } from './state-head.tsx';

/** What was done on this phone and has not reached the server, in order; then what has. */
export const OutboxScreen = (): JSX.Element => {
  const { outbox } = useJob();
  const t = () => words().crew.outbox;
  const answered = () =>
    outbox
      .entries()
      .filter((entry) => entry.outcome !== null)
      .toReversed();
  return (
    <Screen head={<StateHead title={t().title} />}>
      <Show
        when={outbox.waiting().length > 0}
        fallback={
          <div>
            <p class={styles.strong}>{t().empty}</p>
            <p class={styles.label}>{t().emptyHint}</p>
          </div>
        }
      >
        <p class={styles.late}>{t().keepOpen}</p>
        <p class={styles.label}>{t().order}</p>
        <ol class={styles.list}>
          <For each={outbox.waiting()}>{(entry, index) => <Line entry={entry} number={index() + 1} />}</For>
        </ol>
      </Show>
      <Show when={answered().length > 0}>
        <h2 class={styles.heading}>{t().history}</h2>
        <ul class={styles.list}>
          <For each={answered()}>{(entry) => <Line entry={entry} />}</For>
        </ul>
      </Show>
    </Screen>
  );
};

const Line = (props: { readonly entry: Entry; readonly number?: number }): JSX.Element => {
  const fate = () => {
    const t = words().crew.outbox;
    if (props.entry.outcome === null) return t.waiting;
    return { accepted: t.sent, refused: t.refused, failed: t.failed }[props.entry.outcome.outcome];
  };
  return (
    <li class={styles.item}>
      <Show when={props.number}>
        <span class={styles.number}>{props.number}</span>
      </Show>
      <div class={styles.grow}>
        <p class={styles.strong}>{orderText(props.entry.order)}</p>
        <p class={styles.label}>{formatTime(props.entry.at)}</p>
      </div>
      <span class={styles.label}>{fate()}</span>
    </li>
  );
};
