import { createSignal, type JSX } from 'solid-js';
import { words } from '../../words/words.ts';
import { moveOrder } from '../move-order.ts';
import { ElementField } from './element-field.tsx';
import { aboutIncident, createSeen, type IncidentFormProps } from './incident-form.ts';
import { OrderDialog } from './order-dialog.tsx';
import type { Picker } from './picker.ts';

/** The outage is at another device than was thought. */
export const MoveForm = (props: IncidentFormProps & { readonly picker: Picker }): JSX.Element => {
  const seen = createSeen(() => props.incident);
  const [device, setDevice] = createSignal('');
  const text = () => words().console.forms.move;
  const order = () => (device() === '' ? null : moveOrder(props.incident.id, device(), seen.basedOn()));
  return (
    <OrderDialog
      title={text().title}
      about={aboutIncident(props.incident)}
      description={text().text}
      submit={text().submit}
      order={order}
      unsaved={device() !== ''}
      missing={words().common.stillMissing([text().device])}
      onClose={props.onClose}
      onRefused={seen.lookAgain}
    >
      <ElementField picker={props.picker} label={text().device} value={device()} onValue={setDevice} />
    </OrderDialog>
  );
};
