import { createSignal, type JSX } from 'solid-js';
import { words } from '../../words/words.ts';
import { moveOrder } from '../move-order.ts';
import { CandidatePlaces } from './candidate-places.tsx';
import { ElementField } from './element-field.tsx';
import { aboutIncident, createSeen, type IncidentFormProps } from './incident-form.ts';
import { createKnownDraft, KnownFields } from './known-fields.tsx';
import { OrderDialog } from './order-dialog.tsx';
import type { Picker } from './picker.ts';

/** The outage is exactly here: at a device or a service point that the person knows of. */
export const MoveForm = (props: IncidentFormProps & { readonly picker: Picker }): JSX.Element => {
  const seen = createSeen(() => props.incident);
  const known = createKnownDraft();
  const [device, setDevice] = createSignal('');
  const text = () => words().console.forms.move;
  const order = () => (device() === '' ? null : moveOrder(props.incident.id, device(), seen.basedOn(), known.said()));
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
      <CandidatePlaces
        incident={props.incident}
        chosen={[device()]}
        above
        onPress={(id) => setDevice((before) => (before === id ? '' : id))}
      />
      <ElementField picker={props.picker} label={text().device} value={device()} points onValue={setDevice} />
      <KnownFields draft={known} />
    </OrderDialog>
  );
};
