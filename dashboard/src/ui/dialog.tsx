import { Dialog as Base } from '@kobalte/core/dialog';
import X from 'lucide-solid/icons/x';
import { createEffect, type JSX, on, Show } from 'solid-js';
import { words } from '../words/words.ts';
import styles from './dialog.module.css';
import { focusPath, returnFocus } from './focus-path.ts';

/** Where the answer is given, not the cross that leaves: the chosen option, else the first field, else the button that submits. */
const FIRST_FIELD = ['[data-autofocus]', 'input:checked', 'input, textarea', 'button[type=submit]'];
const focusFirstField = (event: Event) => {
  const content = event.target instanceof Element ? event.target : null;
  const field = FIRST_FIELD.map((selector) => content?.querySelector<HTMLElement>(selector)).find(Boolean);
  if (!field) return;
  event.preventDefault();
  field.focus();
};

/** A question that has to be answered or left before work goes on. Focus stays inside and returns to where it was. */
export const Dialog = (props: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: JSX.Element;
  readonly description?: JSX.Element | undefined;
  readonly width?: 'narrow' | 'normal' | 'wide' | undefined;
  /** At a side, so that the map beside it can still be used. */
  readonly beside?: boolean | undefined;
  readonly footer?: JSX.Element | undefined;
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
  /** Dialogs here have no trigger that the library would know of. */
  const giveBack = (event: Event) => {
    event.preventDefault();
    returnFocus(cameFrom);
  };
  return (
    <Base
      open={props.open}
      onOpenChange={(open) => open || props.onClose()}
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
            <div class={styles.body}>
              <Show when={props.description}>
                <Base.Description class={styles.description}>{props.description}</Base.Description>
              </Show>
              {props.children}
            </div>
            <Show when={props.footer}>
              <div class={styles.foot}>{props.footer}</div>
            </Show>
          </Base.Content>
        </div>
      </Base.Portal>
    </Base>
  );
};
