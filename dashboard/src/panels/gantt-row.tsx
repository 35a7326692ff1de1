import type { IncidentId } from '@relight/shared/operation/ids';
import { For, type JSX } from 'solid-js';
import styles from './gantt-row.module.css';
import { GanttTask } from './gantt-task.tsx';
import type { Task } from './gantt-tasks.ts';

/** Percent of the axis at an instant; below 0 and above 100 outside it. */
export type At = (instant: string | number) => number;

export const GanttRow = (props: {
  readonly name: string;
  readonly tasks: readonly Task[];
  readonly at: At;
  readonly now: number;
  readonly selected: IncidentId | null;
  readonly onSelect: (id: IncidentId) => void;
}): JSX.Element => (
  <li class={styles.row}>
    <span class={styles.name}>{props.name}</span>
    <div class={styles.tasks}>
      <For each={props.tasks}>
        {(task) => (
          <GanttTask
            task={task}
            crew={props.name}
            at={props.at}
            now={props.now}
            selected={props.selected === task.incident}
            onSelect={() => props.onSelect(task.incident)}
          />
        )}
      </For>
    </div>
  </li>
);
