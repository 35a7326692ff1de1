import { HOLD_REASONS, type HoldReason } from '@relight/shared/operation/vocabulary';
import { createSignal, type JSX } from 'solid-js';
import { Choice } from '../../ui/choice.tsx';
import { words } from '../../words/words.ts';
import { NoteField } from './note-field.tsx';
import { optionsOf } from './options.ts';

export type KnownDraft = ReturnType<typeof createKnownDraft>;

/** What a person knows it from who takes an outage out of the hands of the rules. */
export const createKnownDraft = () => {
  const [reason, setReason] = createSignal<HoldReason>('crewReport');
  const [note, setNote] = createSignal('');
  return {
    reason,
    setReason,
    note,
    setNote,
    /** As members of an order. */
    said: () => ({ reason: reason(), ...(note().trim() === '' ? {} : { note: note().trim() }) }),
  };
};

export const KnownFields = (props: { readonly draft: KnownDraft }): JSX.Element => (
  <>
    <Choice
      label={words().network.hold.known}
      options={optionsOf(HOLD_REASONS, words().vocabulary.holdReason)}
      value={props.draft.reason()}
      onChange={props.draft.setReason}
    />
    <NoteField value={props.draft.note()} onText={props.draft.setNote} />
  </>
);
