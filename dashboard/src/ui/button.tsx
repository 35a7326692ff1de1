import { type JSX, onCleanup, Show, splitProps } from 'solid-js';
import styles from './button.module.css';
import { focusPath, returnFocus } from './focus-path.ts';
import { ShowHeld } from './held.tsx';
import { KeyCap } from './key-cap.tsx';
import { Reason } from './reason.tsx';
import { Spinner } from './spinner.tsx';

export type ButtonState = 'idle' | 'pending' | 'done' | 'refused';

export type ButtonProps = Omit<JSX.ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> & {
  readonly variant?: 'plain' | 'primary' | 'quiet' | 'danger' | undefined;
  readonly size?: 'small' | 'normal' | 'large' | undefined;
  /** How far the order stands that this button gave. */
  readonly state?: ButtonState | undefined;
  /** Why it cannot be pressed now. It stays focusable, so that everybody can find out. */
  readonly blocked?: string | null | undefined;
  /** Somebody pressed it all the same. */
  readonly onBlocked?: (() => void) | undefined;
  /** The key that does the same, shown at its end. */
  readonly key?: string | undefined;
};

/** A button that says what became of the order it gave. */
export const Button = (props: ButtonProps): JSX.Element => {
  const [own, rest] = splitProps(props, [
    'variant',
    'size',
    'state',
    'blocked',
    'onBlocked',
    'key',
    'class',
    'children',
    'onClick',
  ]);
  const inert = () => own.state === 'pending' || Boolean(own.blocked);
  const press: JSX.EventHandler<HTMLButtonElement, MouseEvent> = (event) => {
    if (inert()) {
      event.preventDefault();
      if (own.state !== 'pending') own.onBlocked?.();
      return;
    }
    if (typeof own.onClick === 'function') own.onClick(event);
  };
  let element: HTMLButtonElement | undefined;
  // An order often takes away the button that gave it: the keyboard then goes on from where it was. A dialog gives the focus back itself.
  onCleanup(() => {
    if (element === undefined || element !== document.activeElement || element.closest('[role=dialog]') !== null)
      return;
    const path = focusPath();
    queueMicrotask(() => returnFocus(path));
  });
  const button = (described?: string) => (
    <button
      ref={element}
      type="button"
      {...rest}
      class={`${styles.button} ${own.class ?? ''}`}
      data-variant={own.variant ?? 'plain'}
      data-size={own.size ?? 'normal'}
      data-state={own.state ?? 'idle'}
      aria-disabled={inert() || undefined}
      aria-busy={own.state === 'pending' || undefined}
      aria-describedby={described}
      onClick={press}
    >
      <Show when={own.state === 'pending'}>
        <Spinner />
      </Show>
      <Show when={own.state === 'done'}>
        <span aria-hidden="true">✓</span>
      </Show>
      {own.children}
      <Show when={own.key}>
        <KeyCap silent>{own.key}</KeyCap>
      </Show>
    </button>
  );
  return (
    <ShowHeld when={own.blocked} fallback={button()}>
      {(reason) => <Reason text={reason()}>{(id) => button(id)}</Reason>}
    </ShowHeld>
  );
};
