import { createSignal, createUniqueId, type JSX } from 'solid-js';
import { Portal } from 'solid-js/web';
import { ShowHeld } from './held.tsx';
import styles from './reason.module.css';

/** Why something cannot be done, shown while the pointer or the focus is on it, and read out with it. */
export const Reason = (props: {
  readonly text: string;
  readonly children: (describedBy: string) => JSX.Element;
}): JSX.Element => {
  const id = createUniqueId();
  const [at, setAt] = createSignal<DOMRect | null>(null);
  let around: HTMLSpanElement | undefined;
  const show = () => setAt(around?.getBoundingClientRect() ?? null);
  const hide = () => setAt(null);
  return (
    <span
      class={styles.around}
      ref={around}
      onPointerEnter={show}
      onPointerLeave={hide}
      onFocusIn={show}
      onFocusOut={hide}
    >
      {props.children(id)}
      <span id={id} class="visually-hidden">
        {props.text}
      </span>
      <ShowHeld when={at()}>
        {(box) => (
          <Portal>
            <div class={styles.bubble} aria-hidden="true" style={placement(box())}>
              {props.text}
            </div>
          </Portal>
        )}
      </ShowHeld>
    </span>
  );
};

const WIDTH = 260;
const placement = (box: DOMRect): JSX.CSSProperties => ({
  left: `${Math.max(8, Math.min(box.left, window.innerWidth - WIDTH - 8))}px`,
  'max-width': `${WIDTH}px`,
  ...(box.top > 90 ? { bottom: `${window.innerHeight - box.top + 6}px` } : { top: `${box.bottom + 6}px` }),
});
