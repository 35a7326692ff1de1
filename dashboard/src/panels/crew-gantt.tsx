import type { RecordedEvent } from '@relight/shared/operation/events';
import type { IncidentId } from '@relight/shared/operation/ids';
import { scaleTime } from 'd3-scale';
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { Select } from '../ui/select.tsx';
import { formatTime } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './crew-gantt.module.css';
import { GanttRow } from './gantt-row.tsx';
import { tasksOf } from './gantt-tasks.ts';

const RANGES = ['2', '4', '8', '16'] as const;
/** Where now stands on the axis: more room for what is to come than for what has been. */
const NOW_AT = 0.43;
const HOUR_MS = 3_600_000;
const TICK_COUNT = 8;
/** Farther right half of an hour's name would be outside. */
const LAST_LABEL_AT = 98;

/** Who does what, since when and until when: one row a crew, those at work first. */
export const CrewGantt = (props: {
  readonly lines: readonly RecordedEvent[];
  readonly selected: IncidentId | null;
  readonly onSelect: (id: IncidentId) => void;
}): JSX.Element => {
  const { live, crewName } = useOperation();
  const [range, setRange] = createSignal<(typeof RANGES)[number]>('8');
  // The axis moves in steps a person cannot see; moving everything each second would only cost.
  const minute = createMemo(() => Math.floor(live.now() / 20_000) * 20_000);
  const axis = createMemo(() => {
    const width = Number(range()) * HOUR_MS;
    const start = minute() - width * NOW_AT;
    return scaleTime([start, start + width], [0, 100]);
  });
  const rows = createMemo(() => tasksOf(live.state(), [...props.lines].reverse()));
  const visible = createMemo(() => {
    const [start] = axis().domain();
    const from = start?.toISOString() ?? '';
    return rows().filter(({ tasks }) => tasks.some((task) => task.endedAt === null || task.endedAt > from));
  });
  const idle = () => Object.keys(live.state().onDuty).length - new Set(visible().map((row) => row.crew)).size;
  const text = () => words().console.gantt;
  return (
    <div class={styles.gantt}>
      <div class={styles.head}>
        <div class={styles.corner}>
          <h2 class={styles.title}>{text().title}</h2>
          <Select
            class={styles.range}
            label={text().range}
            value={range()}
            options={RANGES.map((value) => ({ value, label: text().hours(Number(value)) }))}
            onChange={setRange}
          />
        </div>
        <div class={styles.axis} aria-hidden="true">
          <For each={axis().ticks(TICK_COUNT)}>
            {(tick) => (
              <Show when={Math.abs(axis()(tick) - axis()(minute())) > 3 && axis()(tick) < LAST_LABEL_AT}>
                <span class={styles.tick} style={{ left: `${axis()(tick)}%` }}>
                  {formatTime(tick.getTime())}
                </span>
              </Show>
            )}
          </For>
          <span class={styles.now} style={{ left: `${axis()(minute())}%` }}>
            {formatTime(live.now())}
          </span>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys. */}
      <section class={styles.scroller} tabIndex={0} aria-label={text().work}>
        <div class={styles.grid} aria-hidden="true">
          <For each={axis().ticks(TICK_COUNT)}>
            {(tick) => <span class={styles.line} style={{ left: `${axis()(tick)}%` }} />}
          </For>
        </div>
        <Show when={visible().length > 0} fallback={<p class={styles.idle}>{text().empty}</p>}>
          <ul>
            <For each={visible().map((row) => row.crew)}>
              {(crew) => (
                <ShowHeld when={visible().find((row) => row.crew === crew)}>
                  {(row) => (
                    <GanttRow
                      name={crewName(crew)}
                      tasks={row().tasks}
                      at={(instant) => axis()(new Date(instant))}
                      now={minute()}
                      selected={props.selected}
                      onSelect={props.onSelect}
                    />
                  )}
                </ShowHeld>
              )}
            </For>
          </ul>
          <Show when={idle() > 0}>
            <p class={styles.idle}>{text().idle(idle())}</p>
          </Show>
        </Show>
        <div class={styles.grid} aria-hidden="true">
          <span class={styles.nowLine} style={{ left: `${axis()(minute())}%` }} />
        </div>
      </section>
    </div>
  );
};
