import { type JSX, Show } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import { formatTime } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { Primary, Secondary } from './action.tsx';
import styles from './content.module.css';
import { useJob } from './job.ts';
import { orderText } from './order-words.ts';
import type { Entry } from './outbox.ts';
import { Screen } from './screen.tsx';
import { StateHead } from './state-head.tsx';

/** An order that was not carried out: what it was, and why. */
export const RefusalScreen = (props: { readonly entry: Entry }): JSX.Element => {
  const { outbox, dispatch, open, setDraft, toTab } = useJob();
  const t = () => words().crew.refusal;
  const refused = () => (props.entry.outcome?.outcome === 'refused' ? props.entry.outcome : null);
  const again = () => {
    const { entry } = props;
    outbox.read(entry);
    void outbox.give(entry.order);
  };
  /** A note that was refused for what it says is written once, not twice. */
  const note = () => {
    const { order } = props.entry;
    return refused() !== null && order.type === 'addNote' && order.incident === dispatch()?.incident
      ? order.text
      : null;
  };
  const rewrite = (text: string) => {
    outbox.read(props.entry);
    setDraft(text);
    toTab('job');
    open('note');
  };
  return (
    <Screen
      head={<StateHead title={t().title} />}
      actions={
        <>
          <Show when={refused() === null}>
            <Secondary onPress={again}>{t().again}</Secondary>
          </Show>
          <ShowHeld when={note()}>
            {(text) => <Secondary onPress={() => rewrite(text())}>{t().rewrite}</Secondary>}
          </ShowHeld>
          <Primary onPress={() => outbox.read(props.entry)}>{t().understood}</Primary>
        </>
      }
    >
      <section class={styles.card}>
        <p class={styles.label}>
          {t().wanted} · {formatTime(props.entry.at)}
        </p>
        <p class={styles.strong}>{orderText(props.entry.order)}</p>
      </section>
      <p class={styles.danger} role="alert">
        <ShowHeld when={refused()} fallback={t().lost}>
          {(refusal) => words().refusals[refusal().code]}
        </ShowHeld>
      </p>
    </Screen>
  );
};
