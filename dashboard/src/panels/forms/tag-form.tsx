import type { Incident } from '@relight/shared/operation/state';
import { createSignal, type JSX } from 'solid-js';
import { newId } from '../../sync/new-id.ts';
import { words } from '../../words/words.ts';
import { ElementField } from './element-field.tsx';
import { aboutIncident } from './incident-form.ts';
import { NoteField } from './note-field.tsx';
import { OrderDialog } from './order-dialog.tsx';
import type { Picker } from './picker.ts';

/** Do not operate: a tag on a device, for an incident or for the network alone. */
export const TagForm = (props: {
  readonly incident: Incident | null;
  readonly device?: string | undefined;
  readonly picker: Picker;
  readonly onClose: () => void;
}): JSX.Element => {
  const tag = newId('tag');
  const [device, setDevice] = createSignal(props.device ?? '');
  const [note, setNote] = createSignal('');
  const text = () => words().network.tag;
  const order = () =>
    device() === ''
      ? null
      : ({
          type: 'placeTag',
          tag,
          device: device(),
          incident: props.incident?.id ?? null,
          ...(note().trim() === '' ? {} : { note: note().trim() }),
        } as const);
  return (
    <OrderDialog
      title={text().title}
      about={props.incident === null ? undefined : aboutIncident(props.incident)}
      description={text().text}
      submit={text().submit}
      order={order}
      unsaved={device() !== (props.device ?? '')}
      missing={words().common.stillMissing([words().console.forms.move.device])}
      onClose={props.onClose}
    >
      <ElementField
        picker={props.picker}
        label={words().console.forms.move.device}
        value={device()}
        onValue={setDevice}
      />
      <NoteField value={note()} onText={setNote} />
    </OrderDialog>
  );
};
