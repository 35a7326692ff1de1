import type { Incident } from '@relight/shared/operation/state';
import { CONFIDENCES, type Confidence, type EtrReason } from '@relight/shared/operation/vocabulary';
import Minus from 'lucide-solid/icons/minus';
import Plus from 'lucide-solid/icons/plus';
import { createSignal, type JSX } from 'solid-js';
import { HUMAN_ETR_REASONS } from '../../panels/human-reasons.ts';
import { Choice } from '../../ui/choice.tsx';
import { formatMinutes, formatMoment } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { Primary, Secondary } from './action.tsx';
import { firstChoice, movedEtr } from './etr-choice.ts';
import styles from './etr-screen.module.css';
import { useJob } from './job.ts';
import { Screen } from './screen.tsx';
import { StateHead } from './state-head.tsx';

/** A new estimate: quarters of an hour, why, and how sure. */
export const EtrScreen = (props: { readonly incident: Incident }): JSX.Element => {
  const { live, outbox, open } = useJob();
  const t = () => words().crew.etr;
  const [chosen, setChosen] = createSignal(firstChoice(props.incident.etr?.at ?? null, live.now()));
  const [reason, setReason] = createSignal<EtrReason>('assessed');
  const [confidence, setConfidence] = createSignal<Confidence>(props.incident.etr?.confidence ?? 'high');
  // Time goes on while the form is open: what was ahead may have passed.
  const etr = () => movedEtr(chosen(), 0, live.now());
  const move = (steps: number) => setChosen(movedEtr(etr(), steps, live.now()));
  const send = () => {
    // The order first: closing the form takes the incident it reads away.
    void outbox.give({
      type: 'setEtr',
      incident: props.incident.id,
      etr: new Date(etr()).toISOString(),
      confidence: confidence(),
      reason: reason(),
    });
    open('job');
  };
  return (
    <Screen
      head={<StateHead title={t().title} />}
      actions={
        <>
          <Secondary onPress={() => open('job')}>{words().common.cancel}</Secondary>
          <Primary onPress={send} hint={formatMoment(etr(), live.now())}>
            {t().send}
          </Primary>
        </>
      }
    >
      <div class={styles.stepper}>
        <button type="button" class={styles.move} aria-label={t().earlier} onClick={() => move(-1)}>
          <Minus size={28} aria-hidden="true" />
        </button>
        <p class={styles.time} aria-live="polite">
          <b>{formatMoment(etr(), live.now())}</b>
          <span>{t().fromNow(formatMinutes((etr() - live.now()) / 60_000))}</span>
        </p>
        <button type="button" class={styles.move} aria-label={t().later} onClick={() => move(1)}>
          <Plus size={28} aria-hidden="true" />
        </button>
      </div>
      <Choice
        label={t().reason}
        options={HUMAN_ETR_REASONS.map((value) => ({ value, label: words().vocabulary.etrReason[value] }))}
        value={reason()}
        onChange={setReason}
      />
      <Choice
        label={t().confidence}
        options={CONFIDENCES.map((value) => ({ value, label: words().vocabulary.confidence[value] }))}
        value={confidence()}
        onChange={setConfidence}
      />
    </Screen>
  );
};
