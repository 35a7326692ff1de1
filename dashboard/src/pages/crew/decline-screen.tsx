import { DECLINE_REASONS } from '@relight/shared/operation/vocabulary';
import { For, type JSX } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import { words } from '../../words/words.ts';
import { Primary } from './action.tsx';
import { countdownOf } from './countdown.ts';
import styles from './decline-screen.module.css';
import { useJob } from './job.ts';
import { OfferHead } from './offer-head.tsx';
import { Screen } from './screen.tsx';

/** Five reasons, one tap each. The way back is where the thumb rests, so that nobody declines by accident. */
export const DeclineScreen = (): JSX.Element => {
  const { live, dispatch, outbox, open } = useJob();
  const t = () => words().crew.decline;
  return (
    <ShowHeld when={dispatch()}>
      {(dispatch) => (
        <Screen
          head={<OfferHead countdown={countdownOf(dispatch(), live.now())} sentAt={dispatch().offeredAt} />}
          actions={<Primary onPress={() => open('job')}>{t().back}</Primary>}
        >
          <h2 class={styles.title}>{t().title}</h2>
          <p class={styles.hint}>{t().hint}</p>
          <For each={DECLINE_REASONS}>
            {(reason) => (
              <button
                type="button"
                class={styles.reason}
                onClick={() => void outbox.press({ type: 'declineDispatch', dispatch: dispatch().id, reason })}
              >
                {words().crew.declineReason[reason]}
              </button>
            )}
          </For>
        </Screen>
      )}
    </ShowHeld>
  );
};
