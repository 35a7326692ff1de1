import { createResource, createSignal, type JSX, Match, Switch } from 'solid-js';
import { fetchElementsNear, type Position } from '../../http/network-answers.ts';
import { useOperation } from '../../operation.tsx';
import { Choice } from '../../ui/choice.tsx';
import { MatchHeld } from '../../ui/held.tsx';
import { formatDistance } from '../../words/format.ts';
import { words } from '../../words/words.ts';
import { localName } from '../ruling-text.ts';
import { createMoment, JUST_NOW, occurredAt } from './create-moment.ts';
import { ElementField } from './element-field.tsx';
import { aboutIncident, createSeen, type IncidentFormProps } from './incident-form.ts';
import { MomentField } from './moment-field.tsx';
import { OrderDialog } from './order-dialog.tsx';
import type { Picker } from './picker.ts';

/** How many of what is near are offered. */
const OFFERED = 8;

/** Where the damage is: a line or a device, from what lies near a click. */
export const FaultForm = (props: IncidentFormProps & { readonly picker: Picker }): JSX.Element => {
  const { live } = useOperation();
  const seen = createSeen(() => props.incident);
  const [element, setElement] = createSignal('');
  const [place, setPlace] = createSignal<Position | null>(null);
  const text = () => words().network.fault.form;
  const earliest = () => Date.parse(props.incident.since);
  const at = createMoment({ now: live.now, start: { minutes: 0 }, earliest, latest: live.now });
  const [near] = createResource(
    () => {
      const [network, at] = [live.state().network, place()];
      return network === null || at === null ? null : ([network, at] as const);
    },
    ([network, at]) => fetchElementsNear(network, at).catch(() => null),
  );
  const found = () => {
    const all = near();
    return all !== undefined && all !== null && all.length > 0 ? all.slice(0, OFFERED) : null;
  };
  const order = () => {
    if (element() === '' || at.flaw() !== null) return null;
    return {
      type: 'locateFault',
      incident: props.incident.id,
      element: element(),
      ...occurredAt(at),
      basedOn: seen.basedOn(),
    } as const;
  };
  return (
    <OrderDialog
      title={text().title}
      about={aboutIncident(props.incident)}
      description={text().text}
      submit={text().submit}
      order={order}
      unsaved={element() !== ''}
      missing={at.flaw() ?? text().choose}
      onClose={props.onClose}
      onRefused={seen.lookAgain}
    >
      <ElementField
        lines
        picker={props.picker}
        label={text().element}
        value={element()}
        onValue={setElement}
        pick={text().pick}
        picking={text().picking}
        onPick={(pick) => {
          setPlace(pick);
          props.picker.mark(pick);
        }}
      />
      <Switch>
        <MatchHeld when={found()}>
          {(found) => (
            <Choice
              stacked
              label={text().near}
              options={found().map((it) => ({
                value: it.id,
                label: localName(it),
                hint: `${words().vocabulary.deviceClass[it.class] ?? it.class} · ${text().metres(formatDistance(it.distanceM))}`,
              }))}
              value={element()}
              onChange={setElement}
            />
          )}
        </MatchHeld>
        <Match when={place() !== null && near() === null}>
          <p role="status">{text().unavailable}</p>
        </Match>
        <Match when={near()?.length === 0}>
          <p role="status">{text().nothingNear}</p>
        </Match>
      </Switch>
      <MomentField label={text().at} moment={at} shortcuts={JUST_NOW} />
    </OrderDialog>
  );
};
