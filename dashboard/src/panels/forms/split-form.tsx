import { createSignal, type JSX } from 'solid-js';
import { newId } from '../../sync/new-id.ts';
import { CheckBox } from '../../ui/check-box.tsx';
import { words } from '../../words/words.ts';
import { CandidatePlaces } from './candidate-places.tsx';
import { ElementsField } from './elements-field.tsx';
import { aboutIncident, createSeen, type IncidentFormProps } from './incident-form.ts';
import { createKnownDraft, KnownFields } from './known-fields.tsx';
import { OrderDialog } from './order-dialog.tsx';
import type { Picker } from './picker.ts';

/** Parts an outage: what lies below each chosen device or service point becomes one of its own, with its calls. */
export const SplitForm = (props: IncidentFormProps & { readonly picker: Picker }): JSX.Element => {
  const seen = createSeen(() => props.incident);
  const known = createKnownDraft();
  const [devices, setDevices] = createSignal<readonly string[]>([]);
  const [holdsRest, setHoldsRest] = createSignal(true);
  const text = () => words().network.split;
  const order = () =>
    devices().length === 0
      ? null
      : ({
          type: 'splitIncident',
          incident: props.incident.id,
          parts: devices().map((device) => ({ incident: newId('inc'), device })),
          ...(holdsRest() ? {} : { restFree: true as const }),
          ...known.said(),
          basedOn: seen.basedOn(),
        } as const);
  const press = (id: string) =>
    setDevices((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  return (
    <OrderDialog
      title={text().title}
      about={aboutIncident(props.incident)}
      description={text().text}
      submit={text().submit}
      order={order}
      unsaved={devices().length > 0}
      missing={text().missing}
      onClose={props.onClose}
      onRefused={seen.lookAgain}
    >
      <CandidatePlaces incident={props.incident} chosen={devices()} above={false} onPress={press} />
      <ElementsField picker={props.picker} label={text().devices} value={devices()} points onValue={setDevices} />
      <CheckBox label={text().holdRest} checked={holdsRest()} onChange={setHoldsRest} />
      <KnownFields draft={known} />
    </OrderDialog>
  );
};
