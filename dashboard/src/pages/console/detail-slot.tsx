import { incidentLabel } from '@relight/shared/operation/select';
import type { FinishedIncident } from '@relight/shared/operation/state';
import { createMemo, type JSX, Match, Show, Switch } from 'solid-js';
import type { MapControls } from '../../map/map-props.ts';
import { useOperation } from '../../operation.tsx';
import { CrewRoster } from '../../panels/crew-roster.tsx';
import { EtrAccuracy } from '../../panels/etr-accuracy.tsx';
import { IncidentDetail } from '../../panels/incident-detail.tsx';
import { labelOf } from '../../panels/names.ts';
import { placeName } from '../../panels/place-name.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MatchHeld, ShowHeld } from '../../ui/held.tsx';
import { formatCount, formatMoment } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import type { ConsoleModel } from './console-model.ts';
import styles from './detail-slot.module.css';

/** The selected incident; or that it has ended, and how; or how to select one. */
export const DetailSlot = (props: {
  readonly model: ConsoleModel;
  readonly controls: () => MapControls | undefined;
}): JSX.Element => {
  const scope = useOperation();
  const { live } = scope;
  const finished = createMemo(() => live.state().finished.recent.find((line) => line.id === props.model.selected()));
  const text = () => words().console.detail;
  const how = (line: FinishedIncident) => {
    const ended = text().goneHow;
    const by =
      line.end === 'merged'
        ? ended.merged(line.mergedInto === null ? '…' : labelOf(scope, line.mergedInto))
        : ended[line.end];
    const cause = line.cause === null ? '' : ` · ${words().vocabulary.cause[line.cause]}`;
    return `${by} ${formatMoment(line.at, live.now())} · ${words().common.customers(formatCount(line.customers))}${cause}`;
  };
  return (
    <Switch
      fallback={
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
        <div class={styles.none} tabIndex={0}>
          <p class={styles.hint}>{text().noneHint}</p>
          <CrewRoster onIncident={props.model.select} />
          <Show when={props.model.mayGrade}>
            <EtrAccuracy />
          </Show>
        </div>
      }
    >
      <MatchHeld when={props.model.incident()}>
        {(incident) => (
          <IncidentDetail
            incident={incident()}
            desk={props.model.desk}
            onForm={props.model.openNetworkForm}
            onRelease={(permit) => props.model.openForm({ kind: 'release', permit })}
            onAction={(action) => props.model.act(action)}
            onCrewStep={({ id, status }) => props.model.openForm({ kind: 'crewStep', dispatch: id, status })}
            onRecall={(dispatch) => props.model.openForm({ kind: 'recall', dispatch: dispatch.id })}
            onShow={() => props.controls()?.show({ kind: 'incident', id: incident().id })}
          />
        )}
      </MatchHeld>
      <MatchHeld when={finished()}>
        {(line) => (
          <EmptyState title={`${incidentLabel(line().number)} ${placeName(line().place)}`} text={how(line())}>
            <ShowHeld when={line().mergedInto}>
              {(into) => (
                <Button onClick={() => props.model.select(into())}>{text().goTo(labelOf(scope, into()))}</Button>
              )}
            </ShowHeld>
          </EmptyState>
        )}
      </MatchHeld>
      <Match when={props.model.selected() !== null && live.freshness().status !== 'starting'}>
        <EmptyState title={text().gone} />
      </Match>
    </Switch>
  );
};
