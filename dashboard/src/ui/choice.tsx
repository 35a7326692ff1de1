import { createUniqueId, For, type JSX, Show } from 'solid-js';
import styles from './choice.module.css';

export type Option<Value> = { readonly value: Value; readonly label: string; readonly hint?: string | undefined };

/** One of a few, all visible: faster than a menu, and nothing is hidden. */
export const Choice = <Value extends string | number>(props: {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly hideLabel?: boolean | undefined;
  /** One below the other, each the whole width: for names of any length. */
  readonly stacked?: boolean | undefined;
}): JSX.Element => {
  const name = createUniqueId();
  return (
    <fieldset class={styles.choice}>
      <legend class={props.hideLabel ? 'visually-hidden' : styles.legend}>{props.label}</legend>
      <div class={styles.options} data-stacked={props.stacked || undefined}>
        <For each={props.options}>
          {(option) => (
            <label class={styles.option}>
              <input
                class="visually-hidden"
                type="radio"
                name={name}
                checked={props.value === option.value}
                onChange={() => props.onChange(option.value)}
              />
              <span class={styles.face}>
                {option.label}
                <Show when={option.hint}>
                  <small class={styles.hint}>{option.hint}</small>
                </Show>
              </span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
};
