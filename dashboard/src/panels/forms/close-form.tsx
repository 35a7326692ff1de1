import { CAUSES, type Cause } from '@relight/shared/operation/vocabulary';
import { createSignal, type JSX } from 'solid-js';
import { Choice } from '../../ui/choice.tsx';
import { words } from '../../words/words.ts';
import { aboutIncident, createSeen, type IncidentFormProps } from './incident-form.ts';
import { NoteField } from './note-field.tsx';
import { optionsOf } from './options.ts';
import { OrderDialog } from './order-dialog.tsx';

export const CloseForm = (props: IncidentFormProps): JSX.Element => {
  const seen = createSeen(() => props.incident);
  const [cause, setCause] = createSignal<Cause | null>(null);
  const [note, setNote] = createSignal('');
  const text = () => words().console.forms.close;
  const order = () => {
    const chosen = cause();
    if (chosen === null) return null;
    return {
      type: 'closeIncident',
      incident: props.incident.id,
      cause: chosen,
      ...(note().trim() === '' ? {} : { note: note().trim() }),
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
      missing={text().cause}
      onClose={props.onClose}
      onRefused={seen.lookAgain}
    >
      <Choice
        label={text().cause}
        options={optionsOf(CAUSES, words().vocabulary.cause)}
        value={cause()}
        onChange={setCause}
      />
      <NoteField value={note()} onText={setNote} />
    </OrderDialog>
  );
};
