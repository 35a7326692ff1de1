import type { Ruling } from '@relight/shared/operation/commands';
import type { Doubt, Incident, Withdrawn } from '@relight/shared/operation/state';
import TriangleAlert from 'lucide-solid/icons/triangle-alert';
import { type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { formatCount, formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './doubt-note.module.css';
import { moveOrder } from './move-order.ts';
import { OrderButton } from './order-button.tsx';
import { placeName } from './place-name.ts';
import { localName, percentText, rulingText } from './ruling-text.ts';

/** What has become of the evidence: that it no longer supports the place, or where the outage was shown before. */
export const DoubtNote = (props: { readonly incident: Incident; readonly mayMove: boolean }): JSX.Element => (
  <>
    <ShowHeld when={isDoubted(props.incident) && props.incident.doubt}>
      {(doubt) => <Doubted incident={props.incident} doubt={doubt()} />}
    </ShowHeld>
    <ShowHeld when={props.incident.status === 'predicted' && props.incident.withdrawn}>
      {(withdrawn) => <TakenBack incident={props.incident} withdrawn={withdrawn()} mayMove={props.mayMove} />}
    </ShowHeld>
  </>
);

/** Whether the evidence speaks against it and nobody has found out by restoring supply. */
export const isDoubted = ({ status, steps, doubt }: Incident): boolean =>
  doubt !== undefined && status !== 'restored' && steps.length === 0;

const Doubted = (props: { readonly incident: Incident; readonly doubt: Doubt }): JSX.Element => {
  const text = () => words().network.why;
  return (
    <div class={styles.doubt} role="alert">
      <p class={styles.title}>
        <TriangleAlert size={16} aria-hidden="true" /> {text().doubt(placeName(props.incident.place))}
      </p>
      <p class={styles.note}>{findingText(props.doubt.finding)}</p>
      <p class={styles.note}>{text().check}</p>
    </div>
  );
};

const TakenBack = (props: {
  readonly incident: Incident;
  readonly withdrawn: Withdrawn;
  readonly mayMove: boolean;
}): JSX.Element => {
  const { live } = useOperation();
  const text = () => words().network.why;
  const place = () => props.withdrawn.place;
  const putBack = (device: string) => moveOrder(props.incident.id, device, props.incident.changedSeq);
  return (
    <div class={styles.withdrawn}>
      <p class={styles.title}>{text().withdrawn(placeName(place()))}</p>
      <p class={styles.note}>{findingText(props.withdrawn.finding)}</p>
      <details>
        <summary class={styles.note}>{text().before(formatMoment(props.withdrawn.at, live.now()))}</summary>
        <p class={styles.note}>{rulingText({ ruling: props.withdrawn.ruling, place: place(), confirmed: null })}</p>
      </details>
      <Show when={props.mayMove && place().device}>
        {(device) => (
          <OrderButton speaks order={() => putBack(device())} name={text().putBack(placeName(place()))}>
            {text().putBack(placeName(place()))}
          </OrderButton>
        )}
      </Show>
    </div>
  );
};

/** `6 %; 8 meters below have supply; likelier: T5 (61 %)`. */
const findingText = ({ probability = 0, evidence, runnersUp }: Ruling): string => {
  const text = words().network.why;
  const answered = evidence.pingsOn ?? 0;
  const [next] = runnersUp ?? [];
  return [
    text.finding(percentText(probability)),
    ...(answered > 0 ? [text.answered(formatCount(answered))] : []),
    next !== undefined && next.probability > probability
      ? text.likelier(localName(next), percentText(next.probability))
      : text.onlyServices,
  ].join(' · ');
};
