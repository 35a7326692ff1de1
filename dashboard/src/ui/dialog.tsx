import { Dialog as Base } from '@kobalte/core/dialog';
import X from 'lucide-solid/icons/x';
import { createEffect, createSignal, type JSX, on, Show } from 'solid-js';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { focusPath, returnFocus } from './focus-path.ts';
import { ShowHeld } from './held.tsx';
import { askBeforeLeaving } from './leaving.ts';

/** Where the answer begins, not the cross that leaves: the first field, of several options the chosen one, else the button that submits. */
const focusFirstField = (event: Event) => {
  const content = event.target instanceof Element ? event.target : null;
  const find = (selector: string) => content?.querySelector<HTMLElement>(selector) ?? null;
  const first = find('[data-autofocus]') ?? find('input, textarea');
  const chosen = first instanceof HTMLInputElement && first.type === 'radio' ? chosenOf(first) : null;
  const field = chosen ?? first ?? find('button[type=submit]');
  if (field === null) return;
  event.preventDefault();
  field.focus();
};

const chosenOf = ({ name }: HTMLInputElement): HTMLElement | null =>
  document.querySelector<HTMLElement>(`input[name="${CSS.escape(name)}"]:checked`);

const isText = (field: EventTarget | null): field is HTMLInputElement | HTMLTextAreaElement =>
  field instanceof HTMLTextAreaElement ||
  (field instanceof HTMLInputElement && field.type !== 'radio' && field.type !== 'checkbox');

/**
 * A question that has to be answered or left before work goes on. Focus stays inside and returns to where it was. What somebody has
 * written in it is not dropped before they have been asked, whichever way they leave.
 */
export const Dialog = (props: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: JSX.Element;
  readonly description?: JSX.Element | undefined;
  readonly width?: 'narrow' | 'normal' | 'wide' | undefined;
  /** At a side and without a shade, so that what is there goes on being seen and used. */
  readonly beside?: boolean | undefined;
  /** At the bottom; `leave` is for what drops the form. */
  readonly footer?: ((leave: () => void) => JSX.Element) | undefined;
  /** Whether something is entered that cannot be seen in a text field: an outline, elements of the network. */
  readonly unsaved?: boolean | undefined;
  readonly children: JSX.Element;
}): JSX.Element => {
  let cameFrom: readonly HTMLElement[] = [];
  createEffect(
    on(
      () => props.open,
      (open) => {
        if (open) cameFrom = focusPath();
      },
    ),
  );
  const written = new Set<HTMLInputElement | HTMLTextAreaElement>();
  const isHalfWritten = () =>
    props.unsaved || [...written].some((field) => field.isConnected && field.value.trim() !== '');
  const [leaving, setLeaving] = createSignal<(() => void) | null>(null);
  let wasAt: readonly HTMLElement[] = [];
  const askFirst = (leave: () => void) => {
    if (!isHalfWritten()) return leave();
    if (leaving() === null) wasAt = focusPath();
    setLeaving(() => leave);
  };
  /** Escape takes its own question back: pressed twice it drops nothing. */
  const leave = () => (leaving() === null ? askFirst(() => props.onClose()) : goOn());
  const goOn = () => {
    setLeaving(null);
    wasAt.find((element) => element.isConnected)?.focus();
  };
  askBeforeLeaving(askFirst);
  /** Dialogs here have no trigger that the library would know of. */
  const giveBack = (event: Event) => {
    event.preventDefault();
    returnFocus(cameFrom);
  };
  return (
    <Base
      open={props.open}
      onOpenChange={(open) => open || leave()}
      modal={!props.beside}
      translations={{ dismiss: words().common.close }}
    >
      {/* Beside, it lies in the page's main part: under the header and what is said below that, however much it is. */}
      <Base.Portal mount={(props.beside ? document.querySelector('main') : null) ?? document.body}>
        <Show when={!props.beside}>
          <Base.Overlay class={styles.overlay} />
        </Show>
        <div class={styles.place} data-beside={props.beside || undefined}>
          <Base.Content
            class={styles.content}
            data-width={props.width ?? 'normal'}
            onOpenAutoFocus={focusFirstField}
            onCloseAutoFocus={giveBack}
            onInteractOutside={(event) => props.beside && event.preventDefault()}
          >
            {/* No header and footer elements: outside the page's main part those would be landmarks of the whole page. */}
            <div class={styles.head}>
              <Base.Title class={styles.title}>{props.title}</Base.Title>
              <Base.CloseButton class={styles.close} aria-label={words().common.close}>
                <X size={18} aria-hidden="true" />
              </Base.CloseButton>
            </div>
            <div class={styles.body} onInput={({ target }) => isText(target) && written.add(target)}>
              <Show when={props.description}>
                <Base.Description class={styles.description}>{props.description}</Base.Description>
              </Show>
              {props.children}
            </div>
            <ShowHeld when={leaving() === null && props.footer}>
              {(footer) => <div class={styles.foot}>{footer()(leave)}</div>}
            </ShowHeld>
            <ShowHeld when={leaving()}>
              {(drop) => (
                <div class={styles.foot} role="alertdialog" aria-label={words().common.unsaved.question}>
                  <span class={styles.question}>{words().common.unsaved.question}</span>
                  <Button variant="danger" onClick={() => drop()()}>
                    {words().common.unsaved.drop}
                  </Button>
                  <Button variant="primary" ref={(button) => queueMicrotask(() => button.focus())} onClick={goOn}>
                    {words().common.unsaved.goOn}
                  </Button>
                </div>
              )}
            </ShowHeld>
          </Base.Content>
        </div>
      </Base.Portal>
    </Base>
  );
};
