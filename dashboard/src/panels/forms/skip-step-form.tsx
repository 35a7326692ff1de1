import type { SwitchingPlan } from '@relight/shared/operation/state';
import { SKIP_REASONS, type SkipReason } from '@relight/shared/operation/vocabulary';
import { createSignal, type JSX } from 'solid-js';
import { Choice } from '../../ui/choice.tsx';
import { words } from '../../words/words.ts';
import { localName } from '../ruling-text.ts';
import { createSeen } from './incident-form.ts';
import { NoteField } from './note-field.tsx';
import { optionsOf } from './options.ts';
import { OrderDialog } from './order-dialog.tsx';

/** Leaves one step of an adopted plan undone, and says why. */
export const SkipStepForm = (props: {
  readonly plan: SwitchingPlan;
  readonly number: number;
  readonly onClose: () => void;
}): JSX.Element => {
  const seen = createSeen(() => props.plan);
  const [reason, setReason] = createSignal<SkipReason>('notNeeded');
  const [note, setNote] = createSignal('');
  const text = () => words().network.plan.skipForm;
  const step = () => props.plan.steps.find(({ number }) => number === props.number);
  const about = () => {
    const it = step();
    if (it === undefined) return undefined;
    return `${it.number}. ${words().network.plan.step(words().vocabulary.switchingAction[it.action], localName(it))}`;
  };
  return (
    <OrderDialog
      title={text().title}
      about={about()}
      description={text().text}
      submit={text().submit}
      order={() => ({
        type: 'skipSwitchingStep',
        plan: props.plan.id,
        number: props.number,
        reason: reason(),
        ...(note().trim() === '' ? {} : { note: note().trim() }),
        basedOn: seen.basedOn(),
      })}
      onClose={props.onClose}
      onRefused={seen.lookAgain}
    >
      <Choice
        label={words().console.forms.reason}
        options={optionsOf(SKIP_REASONS, words().vocabulary.skipReason)}
        value={reason()}
        onChange={setReason}
      />
      <NoteField value={note()} onText={setNote} />
    </OrderDialog>
  );
};
