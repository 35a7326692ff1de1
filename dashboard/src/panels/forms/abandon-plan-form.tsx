import type { SwitchingPlan } from '@relight/shared/operation/state';
import { ABANDON_REASONS, type AbandonReason } from '@relight/shared/operation/vocabulary';
import { createSignal, type JSX } from 'solid-js';
import { Choice } from '../../ui/choice.tsx';
import { words } from '../../words/words.ts';
import { createSeen } from './incident-form.ts';
import { NoteField } from './note-field.tsx';
import { optionsOf } from './options.ts';
import { OrderDialog } from './order-dialog.tsx';

/** Ends an adopted plan before its last step, and says why. */
export const AbandonPlanForm = (props: { readonly plan: SwitchingPlan; readonly onClose: () => void }): JSX.Element => {
  const seen = createSeen(() => props.plan);
  const [reason, setReason] = createSignal<AbandonReason>('situationChanged');
  const [note, setNote] = createSignal('');
  const text = () => words().network.plan.abandonForm;
  return (
    <OrderDialog
      title={text().title}
      description={text().text}
      submit={text().submit}
      danger
      order={() => ({
        type: 'abandonSwitchingPlan',
        plan: props.plan.id,
        reason: reason(),
        ...(note().trim() === '' ? {} : { note: note().trim() }),
        basedOn: seen.basedOn(),
      })}
      onClose={props.onClose}
      onRefused={seen.lookAgain}
    >
      <Choice
        label={words().console.forms.reason}
        options={optionsOf(ABANDON_REASONS, words().vocabulary.abandonReason)}
        value={reason()}
        onChange={setReason}
      />
      <NoteField value={note()} onText={setNote} />
    </OrderDialog>
  );
};
