import type { JSX } from 'solid-js';
import { Field } from '../../ui/field.tsx';
import { TextArea } from '../../ui/text-input.tsx';
import { words } from '../../words/words.ts';

/** Free text that goes into the log, which cannot forget. */
export const NoteField = (props: {
  readonly label?: string | undefined;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly maxLength?: number | undefined;
}): JSX.Element => (
  <Field
    label={props.label ?? `${words().console.forms.note} (${words().common.optional})`}
    hint={props.hint ?? words().console.forms.noteHint}
  >
    {(control) => (
      <TextArea
        id={control.id}
        aria-describedby={control.describedBy}
        rows={2}
        maxLength={props.maxLength ?? 500}
        value={props.value}
        onText={props.onText}
      />
    )}
  </Field>
);
