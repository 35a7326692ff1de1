import type { CrewId } from '@relight/shared/operation/ids';
import { createMemo, createSignal, type JSX, Show } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { newId } from '../../sync/new-id.ts';
import { Choice } from '../../ui/choice.tsx';
import { formatDistance } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { suggestionsFor } from '../suggested-crews.tsx';
import { aboutIncident, type IncidentFormProps } from './incident-form.ts';
import { OrderDialog } from './order-dialog.tsx';

const OFFERED = 8;

/** The crews that can go, the soonest chosen already: d, Enter. */
export const DispatchForm = (props: IncidentFormProps): JSX.Element => {
  const scope = useOperation();
  const dispatch = newId('dsp');
  const free = createMemo(() =>
    suggestionsFor(scope, props.incident)
      .filter((suggestion) => suggestion.hindrance === null)
      .slice(0, OFFERED),
  );
  const [wanted, setWanted] = createSignal<CrewId | null>(free()[0]?.crew ?? null);
  /** A crew that has been taken by somebody else meanwhile is no longer a choice. */
  const crew = () => (free().some((suggestion) => suggestion.crew === wanted()) ? wanted() : null);
  const order = () => {
    const chosen = crew();
    return chosen === null
      ? null
      : ({ type: 'dispatchCrew', dispatch, incident: props.incident.id, crew: chosen } as const);
  };
  return (
    <OrderDialog
      title={words().console.forms.dispatch.title}
      about={aboutIncident(props.incident)}
      description={words().console.forms.dispatch.text}
      submit={words().console.crews.dispatch}
      order={order}
      missing={words().console.crews.noneFree}
      onClose={props.onClose}
    >
      <Show when={free().length > 0} fallback={<p>{words().console.crews.noneFree}</p>}>
        <Choice
          label={words().console.crews.suggested}
          options={free().map(({ crew, distanceM, travelMinutes }) => ({
            value: crew,
            label: scope.crewName(crew),
            hint:
              distanceM === null || travelMinutes === null
                ? words().console.crews.unknownPosition
                : `${formatDistance(distanceM)} · ${words().common.minutes(travelMinutes)}`,
          }))}
          value={crew()}
          onChange={setWanted}
        />
      </Show>
    </OrderDialog>
  );
};
