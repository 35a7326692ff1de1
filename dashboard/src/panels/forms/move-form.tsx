import { createSignal, type JSX } from 'solid-js';
import { useOperation } from '../../operation.tsx';
import type { Order } from '../../sync/live.ts';
import { Field } from '../../ui/field.tsx';
import { ShowHeld } from '../../ui/held.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { words } from '../../words/words.ts';
import { DeviceNames } from './device-names.tsx';
import { aboutIncident, createSeen, type IncidentFormProps } from './incident-form.ts';
import { NetworkSearch } from './network-search.tsx';
import { OrderDialog } from './order-dialog.tsx';
import { PickButton } from './pick-button.tsx';
import type { Picker } from './picker.ts';

export const MoveForm = (props: IncidentFormProps & { readonly picker: Picker }): JSX.Element => {
  const { live } = useOperation();
  const seen = createSeen(props);
  const [device, setDevice] = createSignal('');
  const text = () => words().console.forms.move;
  const order = (): Order | null => {
    if (device().trim() === '') return null;
    return {
      type: 'moveOutage',
      incident: props.incident.id,
      device: device().trim(),
      absorbs: [],
      ruling: null,
      reports: null,
      basedOn: seen.basedOn(),
    };
  };
  return (
    <OrderDialog
      beside
      title={text().title}
      about={aboutIncident(props.incident)}
      description={text().text}
      submit={text().submit}
      order={order}
      missing={text().device}
      onClose={props.onClose}
      onRefused={seen.lookAgain}
    >
      <ShowHeld when={live.state().network}>
        {(network) => (
          <NetworkSearch
            network={network()}
            label={words().console.forms.report.search}
            only="device"
            onChoose={(hit) => setDevice(hit.id)}
          />
        )}
      </ShowHeld>
      <PickButton
        picker={props.picker}
        label={text().pick}
        picking={text().picking}
        onPick={(pick) => pick.device !== null && setDevice(pick.device)}
      />
      <DeviceNames network={live.state().network} ids={device().trim() === '' ? [] : [device().trim()]} />
      <Field label={text().device}>
        {(control) => <TextInput id={control.id} value={device()} onText={setDevice} />}
      </Field>
    </OrderDialog>
  );
};
