import { toldEtr } from '@relight/shared/operation/etr-standing';
import { incidentLabel, lateness } from '@relight/shared/operation/select';
import { createMemo, type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { incidentText } from '../words/figures.ts';
import { formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import type { At } from './gantt-row.tsx';
import styles from './gantt-task.module.css';
import type { Task } from './gantt-tasks.ts';
import { LatePill } from './late-pill.tsx';
import { lateText } from './late-text.ts';
import { placeName } from './place-name.ts';
import { withoutSubstation } from './without-substation.ts';

/** In percent of the axis. */
const SHORTEST_NAMED = 8;

/** Travel dotted, work as a bar, what is expected as a dashed outline up to the estimate, lateness in amber. */
export const GanttTask = (props: {
  readonly task: Task;
  readonly crew: string;
  readonly at: At;
  readonly now: number;
  readonly selected: boolean;
  readonly onSelect: () => void;
}): JSX.Element => {
  const { live, networkName } = useOperation();
  const incident = createMemo(() => live.state().incidents[props.task.incident]);
  const finished = createMemo(() => live.state().finished.recent.find((line) => line.id === props.task.incident));
  const known = () => incident() ?? finished();
  const name = () => {
    const it = known();
    if (it === undefined) return '';
    // A bar is short: what tells two places apart comes first.
    const place = withoutSubstation(placeName(it.place), networkName(it.place.substation));
    return `${place} ${incidentLabel(it.number).slice(4)}`;
  };
  const out = () => {
    const it = incident();
    return it === undefined ? '' : incidentText(words(), it);
  };
  const active = () => props.task.endedAt === null;
  const end = () => props.task.endedAt ?? new Date(props.now).toISOString();
  const late = createMemo(() => {
    const it = incident();
    return it === undefined || !active() ? null : lateness(it, new Date(props.now).toISOString());
  });
  const left = (instant: string) => Math.max(0, Math.min(101, props.at(instant)));
  const span = (from: string, to: string): JSX.CSSProperties => ({
    left: `${left(from)}%`,
    width: `${Math.max(0, left(to) - left(from))}%`,
  });
  /** A bar too short for its name has it behind it. */
  const nameInside = () => props.task.arrivedAt !== null && left(end()) - left(props.task.arrivedAt) > SHORTEST_NAMED;
  const departed = () => props.task.departedAt ?? props.task.acceptedAt;
  const expected = () => {
    const it = incident();
    return it === undefined || !active() ? null : toldEtr(it, new Date(props.now).toISOString()).etr;
  };
  const label = () => {
    const { gantt } = words().console;
    if (props.task.arrivedAt !== null) return `${gantt.work} ${formatMoment(props.task.arrivedAt, props.now)}`;
    if (departed() !== null) return gantt.travel;
    return gantt.offered;
  };
  /** For those who do not see where the bars stand. */
  const spoken = () =>
    [
      props.crew,
      props.task.arrivedAt === null ? '' : name(),
      label(),
      out(),
      expected() === null ? '' : `${words().console.gantt.etr} ${formatMoment(expected() ?? '', props.now)}`,
    ]
      .filter((part) => part !== '')
      .join(' · ');
  return (
    <button
      type="button"
      class={styles.task}
      data-selected={props.selected || undefined}
      title={out() === '' ? name() : `${name()} · ${out()}`}
      onClick={() => props.onSelect()}
    >
      <span class="visually-hidden">{spoken()}</span>
      <Show when={departed() === null}>
        <span class={styles.offered} style={span(props.task.offeredAt, end())} />
      </Show>
      <ShowHeld when={departed()}>
        {(from) => <span class={styles.travel} style={span(from(), props.task.arrivedAt ?? end())} />}
      </ShowHeld>
      <ShowHeld when={props.task.arrivedAt}>
        {(from) => (
          <span class={styles.work} data-active={active() || undefined} style={span(from(), end())}>
            <Show when={nameInside()}>
              <span aria-hidden="true">{name()}</span>
            </Show>
          </span>
        )}
      </ShowHeld>
      <ShowHeld when={expected()}>
        {(to) => (
          <>
            <span class={styles.expected} style={span(end(), to())} />
            <span class={styles.etr} style={{ left: `${left(to())}%` }}>
              {words().console.gantt.etr}
            </span>
          </>
        )}
      </ShowHeld>
      <ShowHeld when={late()?.kind === 'etr' && incident()?.etr?.at}>
        {(from) => <span class={styles.late} style={span(from(), end())} />}
      </ShowHeld>
      <Show when={active()}>
        <span
          class={styles.ahead}
          style={expected() === null ? { left: `${left(end())}%` } : span(end(), expected() ?? '')}
        >
          <ShowHeld when={late()}>{(late) => <LatePill>{lateText(late())}</LatePill>}</ShowHeld>
          <Show when={!nameInside()}>
            <span class={styles.name} aria-hidden={props.task.arrivedAt === null ? undefined : true}>
              {name()}
            </span>
          </Show>
        </span>
      </Show>
    </button>
  );
};
