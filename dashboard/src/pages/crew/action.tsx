import { createEffect, createSignal, type JSX, on, onCleanup } from 'solid-js';
import styles from './action.module.css';
import { makeRest } from './rest.ts';

/** The one thing to do next: the whole width that is left, bottom right, on every screen. */
export const Primary = (props: {
  readonly onPress: () => void;
  readonly hint?: string | undefined;
  readonly icon?: JSX.Element | undefined;
  /** Why it cannot be pressed yet; said instead of the hint. */
  readonly blocked?: string | null | undefined;
  readonly children: string;
}): JSX.Element => {
  const [resting, setResting] = createSignal(true);
  const rest = makeRest(setResting);
  createEffect(on(() => props.children, rest.begin));
  onCleanup(rest.stop);
  return (
    <button
      type="button"
      class={styles.primary}
      aria-disabled={resting() || Boolean(props.blocked) || undefined}
      data-blocked={Boolean(props.blocked) || undefined}
      onClick={() => props.blocked || rest.press(props.onPress)}
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
