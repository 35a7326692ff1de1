import type { Incident } from '@relight/shared/operation/state';
import { createSignal, type JSX, Show } from 'solid-js';
import { fetchElementsNear } from '../../http/network-answers.ts';
import { localName } from '../../panels/ruling-text.ts';
import { Choice } from '../../ui/choice.tsx';
import { ShowHeld } from '../../ui/held.tsx';
import { words } from '../../words/words.ts';
import { Primary, Secondary } from './action.tsx';
import { useJob } from './job.ts';
import { createNearElements } from './near-elements.ts';
import { nearHint } from './near-hint.ts';
import { NearState } from './near-state.tsx';
import type { PositionWatch } from './position-watch.ts';
import { Screen } from './screen.tsx';
import { StateHead } from './state-head.tsx';

const SHOWN = 8;

/** The crew has found the fault: on which of the lines and devices around it. */
export const FaultScreen = (props: { readonly incident: Incident; readonly position: PositionWatch }): JSX.Element => {
  const { outbox, open } = useJob();
  const t = () => words().network.crew;
  const basedOn = props.incident.changedSeq;
  const near = createNearElements(props.incident, props.position.latest, fetchElementsNear);
  const [element, setElement] = createSignal<string | null>(null);
  const some = () => {
    const found = near()?.found ?? [];
    return found.length > 0 ? found.slice(0, SHOWN) : null;
  };
  const send = () => {
    const id = element();
    if (id === null) return;
    // The order first: closing the form takes the incident it reads away.
    void outbox.give({ type: 'locateFault', incident: props.incident.id, element: id, basedOn });
    open('job');
  };
  return (
    <Screen
      head={<StateHead title={t().faultTitle} />}
      actions={
        <>
          <Secondary onPress={() => open('job')}>{words().common.cancel}</Secondary>
          <Primary onPress={send} blocked={element() === null ? t().choose : null}>
            {t().found}
          </Primary>
        </>
      }
    >
      <p>{t().faultHint}</p>
      <Show when={props.position.latest() === null}>
        <p>{t().noPosition}</p>
      </Show>
      <Show when={near() === undefined}>
        <p role="status">{words().common.loading}</p>
      </Show>
      <NearState near={near()} />
      <ShowHeld when={some()}>
        {(found) => (
          <Choice
            stacked
            label={t().faultTitle}
            hideLabel
            options={found().map((it) => ({
              value: it.id,
              label: localName(it),
              hint: nearHint(it, props.incident),
            }))}
            value={element()}
            onChange={setElement}
          />
        )}
      </ShowHeld>
    </Screen>
  );
};
