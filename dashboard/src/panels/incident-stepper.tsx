import type { RecordedEvent } from '@relight/shared/operation/events';
import type { Dispatch, Incident } from '@relight/shared/operation/state';
import { For, type JSX } from 'solid-js';
import { formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './incident-stepper.module.css';

const STEPS = ['reported', 'confirmed', 'dispatched', 'onSite', 'partly', 'restored'] as const;
type Step = (typeof STEPS)[number];

/** When each step of an incident's life was first reached; null for what has not happened. */
const timesOf = (
  incident: Incident,
  dispatches: readonly Dispatch[],
  log: readonly RecordedEvent[],
): Readonly<Record<Step, string | null>> => {
  // A dispatch that has ended is no longer in the state, but its order is in the log.
  const ordered = [
    ...log.filter((line) => line.event.type === 'crewDispatched').map((line) => line.at),
    ...dispatches.map((dispatch) => dispatch.offeredAt),
  ].sort();
  return {
    reported: incident.reportedAt,
    confirmed: incident.confirmed?.at ?? null,
    dispatched: ordered[0] ?? null,
    onSite: incident.firstArrivalAt,
    partly: incident.steps.find((step) => step.customersLeft > 0)?.at ?? null,
    restored: incident.restoredAt,
  };
};

export const IncidentStepper = (props: {
  readonly incident: Incident;
  readonly dispatches: readonly Dispatch[];
  readonly log: readonly RecordedEvent[];
  readonly now: number;
}): JSX.Element => {
  const times = () => timesOf(props.incident, props.dispatches, props.log);
  const latest = () => STEPS.findLast((step) => times()[step] !== null) ?? 'reported';
  return (
    <ol class={styles.steps}>
      <For each={STEPS}>
        {(step) => (
          <li
            class={styles.step}
            data-reached={times()[step] !== null || undefined}
            aria-current={latest() === step ? 'step' : undefined}
          >
            <span>{words().console.steps[step]}</span>
            <span class={styles.time}>
              {times()[step] === null ? '—' : formatMoment(times()[step] ?? '', props.now)}
            </span>
          </li>
        )}
      </For>
    </ol>
  );
};
