import { createEffect, createSignal, type JSX, on, onCleanup } from 'solid-js';
import styles from './action.module.css';

/** Longer than between the two taps of a wet finger or a glove, shorter than it takes to read a new button. */
const REST_MS = 600;

/**
 * The one thing to do next: the whole width that is left, bottom right, on every screen. While it is new, or has just changed what it
 * says, it takes no press: the second of two taps, or one that was on its way, must not land on what came under the thumb meanwhile.
 */
export const Primary = (props: {
  readonly onPress: () => void;
  readonly hint?: string | undefined;
  readonly icon?: JSX.Element | undefined;
  /** Why it cannot be pressed yet; said instead of the hint. */
  readonly blocked?: string | null | undefined;
  readonly children: string;
}): JSX.Element => {
  const [resting, setResting] = createSignal(true);
  createEffect(
    on(
      () => props.children,
      () => {
        setResting(true);
        const timer = setTimeout(() => setResting(false), REST_MS);
        onCleanup(() => clearTimeout(timer));
      },
    ),
  );
  const closed = () => resting() || Boolean(props.blocked);
  return (
    <button
      type="button"
      class={styles.primary}
      aria-disabled={closed() || undefined}
      data-blocked={Boolean(props.blocked) || undefined}
      onClick={() => closed() || props.onPress()}
    >
      {props.icon}
      <span class={styles.text}>
        <strong>{props.children}</strong>
        {(props.blocked || props.hint) && <small>{props.blocked || props.hint}</small>}
      </span>
    </button>
  );
};

/** The other thing, bottom left. */
export const Secondary = (props: {
  readonly onPress: () => void;
  readonly icon?: JSX.Element | undefined;
  readonly children: JSX.Element;
}): JSX.Element => (
  <button type="button" class={styles.secondary} onClick={() => props.onPress()}>
    {props.icon}
    <span>{props.children}</span>
  </button>
);
