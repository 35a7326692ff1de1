import { createUniqueId, type JSX, Show } from 'solid-js';
import styles from './field.module.css';

/** A label with its control, what helps to fill it in, and what is wrong with it. */
export const Field = (props: {
  readonly label: JSX.Element;
  readonly hint?: JSX.Element | undefined;
  readonly error?: JSX.Element | undefined;
  readonly children: (control: { readonly id: string; readonly describedBy: string }) => JSX.Element;
}): JSX.Element => {
  const id = createUniqueId();
  const note = createUniqueId();
  return (
    <div class={styles.field}>
      <label class={styles.label} for={id}>
        {props.label}
      </label>
      {props.children({ id, describedBy: note })}
      <div id={note} class={styles.note}>
        <Show when={props.error} fallback={props.hint}>
          <span class={styles.error}>{props.error}</span>
        </Show>
      </div>
    </div>
  );
};
