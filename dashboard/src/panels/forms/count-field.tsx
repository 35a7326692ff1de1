import { readCount } from '@relight/shared/text/read-number';
import { createSignal, type JSX } from 'solid-js';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { formatCount } from '../../words/format.ts';
import { words } from '../../words/words.ts';

export type CountBounds = { readonly least: number; readonly most: number };

/** The number that a text says, if it lies within the bounds. */
export const countWithin = (text: string, { least, most }: CountBounds): number | null => {
  const it = readCount(text);
  return it.read === 'number' && it.value >= least && it.value <= most ? it.value : null;
};

/** What is wrong with what was typed; null while nothing is there, which is only missing. */
export const flawOfCount = (text: string, { least, most }: CountBounds): string | null => {
  const it = readCount(text);
  const { count } = words().common;
  if (it.read === 'empty') return null;
  if (it.read === 'notANumber') return count.notANumber(text.trim());
  if (it.value < least) return count.atLeast(formatCount(least));
  return it.value > most ? count.atMost(formatCount(most)) : null;
};

/** A whole number, typed as people do. What is wrong with it is said when they have gone on. */
export const CountField = (props: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly bounds: CountBounds;
  readonly value: string;
  readonly onText: (text: string) => void;
}): JSX.Element => {
  const [typing, setTyping] = createSignal(false);
  const flaw = () => (typing() ? null : flawOfCount(props.value, props.bounds));
  return (
    <Field label={props.label} hint={props.hint} error={flaw()}>
      {(control) => (
        <TextInput
          id={control.id}
          aria-describedby={control.describedBy}
          aria-invalid={flaw() !== null}
          inputmode="numeric"
          maxLength={40}
          value={props.value}
          onText={props.onText}
          onFocus={() => setTyping(true)}
          onBlur={() => setTyping(false)}
        />
      )}
    </Field>
  );
};
