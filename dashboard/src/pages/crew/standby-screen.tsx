import { anybodyOut } from '@relight/shared/readings/figures-out';
import { totals } from '@relight/shared/readings/totals';
import { createMemo, For, type JSX, Show } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import { headlineText } from '../../words/figures.ts';
import { formatCount, formatTime } from '../../words/format.ts';
import { inWords, words } from '../../words/words.ts';
import { Primary, Secondary } from './action.tsx';
import type { Alarm } from './alarm.ts';
import styles from './content.module.css';
import { DrillNotice } from './drill-notice.tsx';
import { useJob } from './job.ts';
import { PlaceHead } from './place-head.tsx';
import { Screen } from './screen.tsx';
import { SoundChip } from './sound-chip.tsx';
import { StateHead } from './state-head.tsx';

/** Between two jobs: on duty or not, and whether an offer would be heard. */
export const StandbyScreen = (props: { readonly alarm: Alarm }): JSX.Element => {
  const { live, crew, scope, outbox, past } = useJob();
  const t = () => words().crew.standby;
  const since = () => live.state().onDuty[crew];
  const out = createMemo(() => totals(live.state(), new Date(live.now()).toISOString()));
  const duty = (onDuty: boolean) => void outbox.press({ type: 'setCrewDuty', crew, onDuty });
  return (
    <Screen
      head={<StateHead title={since() === undefined ? t().offTitle : t().title} />}
      actions={
        <Show
          when={since() !== undefined}
          fallback={
            <Primary
              onPress={() => {
                void props.alarm.arm();
                duty(true);
              }}
            >
              {t().goOn}
            </Primary>
          }
        >
          <Secondary onPress={() => duty(false)}>{t().goOff}</Secondary>
          <p class={styles.rest}>
            <strong>{t().waiting}</strong>
            <span>{t().waitingHint}</span>
          </p>
        </Show>
      }
    >
      <DrillNotice />
      <section class={styles.hello}>
        <p class={styles.name}>{inWords(scope.crew(crew)?.name ?? scope.user.name)}</p>
        <ShowHeld when={since()} fallback={<p class={styles.under}>{t().offDuty}</p>}>
          {(at) => <p class={styles.under}>{t().onDutySince(formatTime(at()))}</p>}
        </ShowHeld>
      </section>
      <Show when={since() !== undefined}>
        <SoundChip alarm={props.alarm} />
      </Show>
      <p class={styles.figure}>
        {anybodyOut(out().out) ? t().openNow(formatCount(out().incidentsOpen), headlineText(words(), out())) : t().calm}
      </p>
      <section>
        <h2 class={styles.heading}>{t().last}</h2>
        <ul class={styles.jobs}>
          <For each={past()} fallback={<li class={styles.label}>{t().noneYet}</li>}>
            {(job) => <li>{job.incident && <PlaceHead incident={job.incident} />}</li>}
          </For>
        </ul>
      </section>
    </Screen>
  );
};
