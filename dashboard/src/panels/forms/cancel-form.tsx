import { CANCEL_REASONS, type CancelReason } from '@relight/shared/operation/vocabulary';
import { createSignal, type JSX } from 'solid-js';
import { Choice } from '../../ui/choice.tsx';
import { words } from '../../words/words.ts';
import { aboutIncident, createSeen, type IncidentFormProps } from './incident-form.ts';
import { NoteField } from './note-field.tsx';
import { optionsOf } from './options.ts';
import { OrderDialog } from './order-dialog.tsx';

export const CancelForm = (props: IncidentFormProps): JSX.Element => {
  const seen = createSeen(() => props.incident);
  const [reason, setReason] = createSignal<CancelReason>('powerOn');
  const [note, setNote] = createSignal('');
  const text = () => words().console.forms.cancel;
  return (
    <OrderDialog
      title={text().title}
      about={aboutIncident(props.incident)}
      description={text().text}
      submit={text().submit}
      danger
      order={() => ({
        type: 'cancelIncident',
        incident: props.incident.id,
        reason: reason(),
        ...(note().trim() === '' ? {} : { note: note().trim() }),
        basedOn: seen.basedOn(),
      })}
      onClose={props.onClose}
      onRefused={seen.lookAgain}
    >
      <Choice
        label={words().console.forms.reason}
        options={optionsOf(CANCEL_REASONS, words().vocabulary.cancelReason)}
        value={reason()}
        onChange={setReason}
      />
      <NoteField value={note()} onText={setNote} />
    </OrderDialog>
  );
};
