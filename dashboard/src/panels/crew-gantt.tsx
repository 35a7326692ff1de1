import type { RecordedEvent } from '@relight/shared/operation/events';
import type { IncidentId } from '@relight/shared/operation/ids';
import { scaleTime } from 'd3-scale';
import ChevronDown from 'lucide-solid/icons/chevron-down';
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { useOperation } from '../operation.tsx';
import { ShowHeld } from '../ui/held.tsx';
import { Select } from '../ui/select.tsx';
import { formatTime } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './crew-gantt.module.css';
import { GanttRow } from './gantt-row.tsx';
import { tasksOf } from './gantt-tasks.ts';
import { chosenWindow, fittingWindow } from './gantt-window.ts';

const RANGES = ['fit', '2', '4', '8', '16'] as const;
const TICK_COUNT = 8;
/** Nearer to either end half of an hour's name would be outside. */
const isWithin = (percent: number): boolean => percent > 2 && percent < 98;

/** Who does what, since when and until when: one row a crew, those at work first. */
export const CrewGantt = (props: {
  /** Only the line with the axis. */
  readonly folded: boolean;
  readonly onFold: (folded: boolean) => void;
  readonly lines: readonly RecordedEvent[];
  readonly selected: IncidentId | null;
  readonly onSelect: (id: IncidentId) => void;
}): JSX.Element => {
  const { live, crewName } = useOperation();
  const [range, setRange] = createSignal<(typeof RANGES)[number]>('fit');
  // The axis moves in steps a person cannot see; moving everything each second would only cost.
  const minute = createMemo(() => Math.floor(live.now() / 20_000) * 20_000);
  const rows = createMemo(() => tasksOf(live.state(), [...props.lines].reverse()));
  const estimates = () =>
    Object.values(live.state().dispatches).flatMap(({ incident }) => live.state().incidents[incident]?.etr?.at ?? []);
  const axis = createMemo(() => {
    const chosen = range();
    const span =
      chosen === 'fit' ? fittingWindow(rows(), estimates(), minute()) : chosenWindow(Number(chosen), minute());
    return scaleTime([...span], [0, 100]);
  });
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
          <h2 class={styles.title}>
            <button
              type="button"
              class={styles.fold}
              aria-expanded={!props.folded}
              onClick={() => props.onFold(!props.folded)}
            >
              <ChevronDown size={15} aria-hidden="true" />
              {text().title}
            </button>
          </h2>
          <Select
            class={styles.range}
            label={text().range}
            value={range()}
            options={RANGES.map((value) => ({
              value,
              label: value === 'fit' ? text().fit : text().hours(Number(value)),
            }))}
            onChange={setRange}
          />
        </div>
        <div class={styles.axis} aria-hidden="true">
          <For each={axis().ticks(TICK_COUNT)}>
            {(tick) => (
              <Show when={Math.abs(axis()(tick) - axis()(minute())) > 5 && isWithin(axis()(tick))}>
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
      <section class={styles.scroller} tabIndex={0} aria-label={text().work} hidden={props.folded}>
        <div class={styles.grid} aria-hidden="true">
          <For each={axis().ticks(TICK_COUNT)}>
            {(tick) => <span class={styles.line} style={{ left: `${axis()(tick)}%` }} />}
          </For>
        </div>
        <Show
          when={visible().length > 0}
          fallback={
            <p class={styles.idle} data-no-tasks="">
              {text().empty}
            </p>
          }
        >
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
