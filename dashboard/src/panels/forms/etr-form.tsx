import { CONFIDENCES, type Confidence, type EtrReason } from '@relight/shared/operation/vocabulary';
import { latestEtr } from '@relight/shared/rules/etr';
import { createSignal, type JSX } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { formatMinutes, formatMoment } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { HUMAN_ETR_REASONS } from '../human-reasons.ts';
import { createMoment } from './create-moment.ts';
import styles from './etr-form.module.css';
import { aboutIncident, type IncidentFormProps } from './incident-form.ts';
import { MomentField } from './moment-field.tsx';
import { optionsOf } from './options.ts';
import { OrderDialog } from './order-dialog.tsx';

const STEP_MS = 15 * 60_000;
const QUICK_MINUTES = [30, 60, 90, 120, 180, 240, 360, 720, 1440] as const;

/** The next quarter of an hour at or after an instant: estimates finer than that are not honest. */
const quarterFrom = (ms: number): number => Math.ceil(ms / STEP_MS) * STEP_MS;

/** When supply is expected back: in quarters of an hour unless somebody knows better, with a reason, and never in the past. */
export const EtrForm = (props: IncidentFormProps): JSX.Element => {
  const { live } = useOperation();
  const earliest = () => quarterFrom(live.now() + 60_000);
  const latest = () => latestEtr(live.now());
  const known = props.incident.etr === null ? 0 : Date.parse(props.incident.etr.at);
  const moment = createMoment({
    now: live.now,
    start: known > live.now() ? { ms: known } : { minutes: 120 },
    round: quarterFrom,
    // A dialog left open must not end up in the past.
    earliest: live.now,
    latest,
  });
  const [confidence, setConfidence] = createSignal<Confidence>(props.incident.etr?.confidence ?? 'low');
  const [reason, setReason] = createSignal<EtrReason>('assessed');
  const text = () => words().console.forms.etr;
  const etr = () => moment.at() ?? earliest();
  /** By whole quarters, also from between two. */
  const move = (by: number) => moment.set(Math.max(earliest(), quarterFrom(etr() - STEP_MS + 1) + by * STEP_MS));
  return (
    <OrderDialog
      title={text().title}
      about={aboutIncident(props.incident)}
      submit={text().submit}
      order={() =>
        moment.flaw() === null
          ? {
              type: 'setEtr',
              incident: props.incident.id,
              etr: new Date(etr()).toISOString(),
              confidence: confidence(),
              reason: reason(),
            }
          : null
      }
      missing={moment.flaw()}
      onClose={props.onClose}
    >
      <div class={styles.time}>
        <Button
          size="large"
          aria-label={text().earlier}
          blocked={etr() - STEP_MS < earliest() ? text().inPast : null}
          onClick={() => move(-1)}
        >
          −15
        </Button>
        <output class={styles.value} aria-live="polite">
          <strong>{formatMoment(etr(), live.now())}</strong>
          <small>
            {text().fromNow(formatMinutes((etr() - live.now()) / 60_000))}
            {props.incident.etr === null ? '' : ` · ${text().was(formatMoment(props.incident.etr.at, live.now()))}`}
          </small>
        </output>
        <Button size="large" aria-label={text().later} onClick={() => move(1)}>
          +15
        </Button>
      </div>
      <MomentField label={text().quick} moment={moment} silent shortcuts={QUICK_MINUTES} />
      <Choice
        label={text().reason}
        options={optionsOf(HUMAN_ETR_REASONS, words().vocabulary.etrReason)}
        value={reason()}
        onChange={setReason}
      />
      <Choice
        label={text().confidence}
        options={optionsOf(CONFIDENCES, words().vocabulary.confidence)}
        value={confidence()}
        onChange={setConfidence}
      />
    </OrderDialog>
  );
};
