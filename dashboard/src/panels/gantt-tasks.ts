import type { RecordedEvent } from '@relight/shared/operation/events';
import type { CrewId, DispatchId, IncidentId } from '@relight/shared/operation/ids';
import type { OperationState } from '@relight/shared/operation/state';

/** One crew's work on one incident, from the order to its end. Instants that have not come are null. */
export type Task = {
  readonly dispatch: DispatchId;
  readonly crew: CrewId;
  readonly incident: IncidentId;
  readonly offeredAt: string;
  readonly acceptedAt: string | null;
  readonly departedAt: string | null;
  readonly arrivedAt: string | null;
  readonly endedAt: string | null;
};

export type CrewTasks = { readonly crew: CrewId; readonly tasks: readonly Task[] };

/** What crews have done and do, from the log; what they do now, from the state, which is right even where the log is not loaded. */
export const tasksOf = (state: OperationState, lines: Iterable<RecordedEvent>): readonly CrewTasks[] => {
  const tasks = new Map<DispatchId, Task>();
  const change = (id: DispatchId, changes: Partial<Task>) => {
    const task = tasks.get(id);
    if (task !== undefined) tasks.set(id, { ...task, ...changes });
  };
  for (const { at, event } of lines) {
    switch (event.type) {
      case 'crewDispatched':
        tasks.set(event.dispatch, {
          dispatch: event.dispatch,
          crew: event.crew,
          incident: event.incident,
          offeredAt: at,
          acceptedAt: null,
          departedAt: null,
          arrivedAt: null,
          endedAt: null,
        });
        break;
      case 'dispatchAccepted':
        change(event.dispatch, { acceptedAt: event.occurredAt });
        break;
      case 'crewEnRoute':
        change(event.dispatch, { departedAt: event.occurredAt });
        break;
      case 'crewArrived':
        change(event.dispatch, { arrivedAt: event.occurredAt });
        break;
      case 'fieldWorkCompleted':
        change(event.dispatch, { endedAt: event.occurredAt });
        break;
      case 'dispatchDeclined':
      case 'dispatchTimedOut':
      case 'crewRecalled':
        change(event.dispatch, { endedAt: at });
        break;
      default:
    }
  }
  for (const one of Object.values(state.dispatches)) {
    tasks.set(one.id, {
      dispatch: one.id,
      crew: one.crew,
      incident: one.incident,
      offeredAt: one.offeredAt,
      acceptedAt: one.acceptedAt,
      departedAt: one.enRouteAt,
      arrivedAt: one.arrivedAt,
      endedAt: null,
    });
  }
  return byCrew([...tasks.values()]);
};

/** Crews at work first, the longest at it on top; then those that have finished, the last one first. */
const byCrew = (tasks: readonly Task[]): readonly CrewTasks[] => {
  const crews = new Map<CrewId, Task[]>();
  for (const task of tasks) {
    const known = crews.get(task.crew);
    if (known === undefined) crews.set(task.crew, [task]);
    else known.push(task);
  }
  const busySince = (list: readonly Task[]) => list.find((task) => task.endedAt === null)?.offeredAt;
  const lastEnd = (list: readonly Task[]) =>
    list
      .map((task) => task.endedAt ?? '')
      .toSorted()
      .at(-1) ?? '';
  return [...crews]
    .map(([crew, list]) => ({ crew, tasks: list.sort((a, b) => (a.offeredAt < b.offeredAt ? -1 : 1)) }))
    .sort((a, b) => {
      const [busyA, busyB] = [busySince(a.tasks), busySince(b.tasks)];
      if (busyA !== undefined && busyB !== undefined) return busyA < busyB ? -1 : 1;
      if (busyA !== undefined || busyB !== undefined) return busyA !== undefined ? -1 : 1;
      return lastEnd(a.tasks) > lastEnd(b.tasks) ? -1 : 1;
    });
};
