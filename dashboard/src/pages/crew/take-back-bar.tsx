import Undo2 from 'lucide-solid/icons/undo-2';
import type { JSX } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import { showToast } from '../../ui/toast.tsx';
import { words } from '../../words/words.ts';
import { useJob } from './job.ts';
import { orderText } from './order-words.ts';
import styles from './take-back-bar.module.css';

/** What was pressed last and has not been sent yet, for as long as it can be taken back. Never where the thumb presses the next step. */
export const TakeBackBar = (): JSX.Element => {
  const { live, outbox } = useJob();
  const t = () => words().crew.takeBack;
  const takeBack = (what: string) => {
    outbox.takeBack();
    showToast({ kind: 'hint', title: t().done(what) });
  };
  return (
    <ShowHeld when={outbox.held()}>
      {(held) => (
        <div class={styles.bar}>
          <p class={styles.text} role="status">
            <strong>{orderText(held().command)}</strong>
            <span aria-hidden="true">{t().sentIn(Math.max(1, Math.ceil((held().until - live.now()) / 1000)))}</span>
          </p>
          <button type="button" class={styles.button} onClick={() => takeBack(orderText(held().command))}>
            <Undo2 size={24} aria-hidden="true" />
            {t().button}
          </button>
        </div>
      )}
    </ShowHeld>
  );
};
