import { createSignal, type JSX } from 'solid-js';
import { CheckBox } from '../../ui/check-box.tsx';
import { words } from '../../words/words.ts';
import { aboutIncident, type IncidentFormProps } from './incident-form.ts';
import { NoteField } from './note-field.tsx';
import { OrderDialog } from './order-dialog.tsx';

export const NoteForm = (props: IncidentFormProps): JSX.Element => {
  const [note, setNote] = createSignal('');
  const [turned, setTurned] = createSignal(false);
  const text = () => words().console.forms.addNote;
  return (
    <OrderDialog
      title={text().title}
      about={aboutIncident(props.incident)}
      submit={text().submit}
      order={() =>
        note().trim() === ''
          ? null
          : {
              type: 'addNote',
              incident: props.incident.id,
              text: note().trim(),
              ...(turned() ? { hazard: !props.incident.hazard } : {}),
            }
      }
      missing={text().text}
      onClose={props.onClose}
    >
      <NoteField label={text().text} value={note()} onText={setNote} />
      <CheckBox
        label={props.incident.hazard ? text().hazardGone : text().hazard}
        checked={turned()}
        onChange={setTurned}
      />
    </OrderDialog>
  );
};
