import type { EventType, RecordedEvent } from '@relight/shared/operation/events';
import type { IncidentId } from '@relight/shared/operation/ids';
import { createMemo, createSignal, For, type JSX, Match, Show, Switch } from 'solid-js';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { words } from '../words/words.ts';
import { LogLine } from './log-line.tsx';
import styles from './log-panel.module.css';
import type { Timeline } from './timeline.ts';

const SHOWN = ['all', 'decisions', 'field', 'reports'] as const;
type Shown = (typeof SHOWN)[number];

const GROUP: Readonly<Record<EventType, Exclude<Shown, 'all'>>> = {
  operationOpened: 'decisions',
  responseLevelSet: 'decisions',
  crewDutySet: 'field',
  outagePredicted: 'reports',
  incidentOpened: 'decisions',
  reportsReceived: 'reports',
  outageMoved: 'reports',
  predictionDoubted: 'reports',
  holdContradicted: 'reports',
  outlookSet: 'reports',
  outageConfirmed: 'decisions',
  incidentCancelled: 'decisions',
  incidentMerged: 'decisions',
  incidentReopened: 'decisions',
  incidentClosed: 'decisions',
  noteAdded: 'decisions',
  crewDispatched: 'decisions',
  crewRecalled: 'decisions',
  dispatchAccepted: 'field',
  dispatchDeclined: 'field',
  dispatchTimedOut: 'field',
  crewEnRoute: 'field',
  crewArrived: 'field',
  fieldWorkCompleted: 'field',
  etrSet: 'decisions',
  supplyRestored: 'field',
  incidentUnmerged: 'decisions',
  incidentSplit: 'decisions',
  predictionLocked: 'decisions',
  faultLocated: 'field',
  faultRepaired: 'field',
  supplyLost: 'field',
  switchingRecorded: 'field',
  switchingPlanAdopted: 'decisions',
  switchingStepSkipped: 'decisions',
  switchingPlanCompleted: 'decisions',
  switchingPlanAbandoned: 'decisions',
  tagPlaced: 'decisions',
  tagRemoved: 'decisions',
  permitIssued: 'decisions',
  permitReleased: 'decisions',
};

/** Everything that has happened in this operation, newest first. */
export const LogPanel = (props: {
  readonly timeline: Timeline;
  readonly onIncident: (id: IncidentId) => void;
}): JSX.Element => {
  const [shown, setShown] = createSignal<Shown>('all');
  const lines = createMemo(() =>
    props.timeline.lines().filter((line) => shown() === 'all' || GROUP[line.event.type] === shown()),
  );
  const open = ({ event }: RecordedEvent) => {
    if ('incident' in event && event.incident !== null) props.onIncident(event.incident);
  };
  return (
    <div class={styles.panel}>
      <div class={styles.tools}>
        <Choice
          label={words().console.log.filter}
          hideLabel
          options={SHOWN.map((value) => ({ value, label: words().console.log.filters[value] }))}
          value={shown()}
          onChange={setShown}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys. */}
      <section class={styles.scroller} tabIndex={0} aria-label={words().console.tabs.log}>
        <ol>
          <For each={lines()}>{(line) => <LogLine line={line} onIncident={open} />}</For>
        </ol>
        <Switch>
          <Match when={props.timeline.status() === 'loading'}>
            <p class={styles.note}>{words().console.log.loading}</p>
          </Match>
          <Match when={props.timeline.status() === 'unavailable'}>
            <p class={styles.note}>{words().console.log.unavailable}</p>
          </Match>
          <Match when={lines().length === 0}>
            <p class={styles.note}>{words().console.log.empty}</p>
          </Match>
        </Switch>
        <Show when={props.timeline.status() === 'ready' && !props.timeline.complete()}>
          <Button size="small" onClick={() => void props.timeline.older()}>
            {words().console.log.older}
          </Button>
        </Show>
      </section>
    </div>
  );
};
