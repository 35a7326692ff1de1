import { createSignal, type JSX } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import { newId } from '../../sync/new-id.ts';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { words } from '../../words/words.ts';
import { DeviceNames } from './device-names.tsx';
import { aboutIncident, createSeen, type IncidentFormProps } from './incident-form.ts';
import { OrderDialog } from './order-dialog.tsx';
import { PickButton } from './pick-button.tsx';
import type { Picker } from './picker.ts';
import { deviceIds } from './scope-fields.tsx';

/** Parts an outage: what lies below each chosen device becomes one of its own. */
export const SplitForm = (props: IncidentFormProps & { readonly picker: Picker }): JSX.Element => {
  const { live } = useOperation();
  const seen = createSeen(props);
  const [devices, setDevices] = createSignal('');
  const text = () => words().network.split;
  const ids = () => deviceIds(devices());
  const order = () =>
    ids().length === 0
      ? null
      : ({
          type: 'splitIncident',
          incident: props.incident.id,
          parts: ids().map((device) => ({ incident: newId('inc'), device })),
          basedOn: seen.basedOn(),
        } as const);
  return (
    <OrderDialog
      beside
      title={text().title}
      about={aboutIncident(props.incident)}
      description={text().text}
      submit={text().submit}
      order={order}
      missing={text().missing}
      onClose={props.onClose}
      onRefused={seen.lookAgain}
    >
      <PickButton
        picker={props.picker}
        label={words().console.forms.move.pick}
        picking={words().console.forms.move.picking}
        onPick={(pick) => {
          if (pick.device !== null) setDevices([...ids(), pick.device].join(', '));
        }}
      />
      <DeviceNames network={live.state().network} ids={ids()} />
      <Field label={text().devices}>
        {(control) => <TextInput id={control.id} value={devices()} onText={setDevices} />}
      </Field>
    </OrderDialog>
  );
};
