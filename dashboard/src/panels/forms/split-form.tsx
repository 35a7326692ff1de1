import { createSignal, type JSX } from 'solid-js';
import { newId } from '../../sync/new-id.ts';
import { words } from '../../words/words.ts';
import { ElementsField } from './elements-field.tsx';
import { aboutIncident, createSeen, type IncidentFormProps } from './incident-form.ts';
import { OrderDialog } from './order-dialog.tsx';
import type { Picker } from './picker.ts';

/** Parts an outage: what lies below each chosen device becomes one of its own. */
export const SplitForm = (props: IncidentFormProps & { readonly picker: Picker }): JSX.Element => {
  const seen = createSeen(() => props.incident);
  const [devices, setDevices] = createSignal<readonly string[]>([]);
  const text = () => words().network.split;
  const order = () =>
    devices().length === 0
      ? null
      : ({
          type: 'splitIncident',
          incident: props.incident.id,
          parts: devices().map((device) => ({ incident: newId('inc'), device })),
          basedOn: seen.basedOn(),
        } as const);
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
      <ElementsField picker={props.picker} label={text().devices} value={devices()} onValue={setDevices} />
    </OrderDialog>
  );
};
