import { type JSX, splitProps } from 'solid-js';
import styles from './text-input.module.css';

type Common = { readonly onText: (text: string) => void };

export const TextInput = (props: Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'onInput'> & Common): JSX.Element => {
  const [own, rest] = splitProps(props, ['onText', 'class']);
  return (
    <input
      type="text"
      autocomplete="off"
      {...rest}
      class={`${styles.input} ${own.class ?? ''}`}
      onInput={(event) => own.onText(event.currentTarget.value)}
    />
  );
};

export const TextArea = (
  props: Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, 'onInput'> & Common,
): JSX.Element => {
  const [own, rest] = splitProps(props, ['onText', 'class']);
  return (
    <textarea
      rows={3}
      {...rest}
      class={`${styles.input} ${styles.area} ${own.class ?? ''}`}
      onInput={(event) => own.onText(event.currentTarget.value)}
    />
  );
};
