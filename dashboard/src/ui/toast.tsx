import { Toast, toaster } from '@kobalte/core/toast';
import X from 'lucide-solid/icons/x';
import { type JSX, Show } from 'solid-js';
import { words } from '../words/words.ts';
import styles from './toast.module.css';

export type ToastKind = 'done' | 'hint' | 'refused' | 'failed';

/** Says what became of an order. What did not happen stays until it has been read. */
export const showToast = (toast: {
  readonly kind: ToastKind;
  readonly title: string;
  readonly text?: string | undefined;
}): void => {
  toaster.show((props) => (
    <Toast
      as="div"
      toastId={props.toastId}
      class={styles.toast ?? ''}
      data-kind={toast.kind}
      persistent={toast.kind === 'refused' || toast.kind === 'failed'}
      duration={toast.kind === 'hint' ? 6000 : 4000}
      priority={toast.kind === 'done' ? 'low' : 'high'}
    >
      <div class={styles.text}>
        <Toast.Title class={styles.title}>{toast.title}</Toast.Title>
        <Show when={toast.text}>
          <Toast.Description>{toast.text}</Toast.Description>
        </Show>
      </div>
      <Toast.CloseButton class={styles.close} aria-label={words().common.dismiss}>
        <X size={16} aria-hidden="true" />
      </Toast.CloseButton>
    </Toast>
  ));
};

/** Once, at the root of the page. Not through a portal: one beside the lazily loaded pages leaves nothing of the page in a built dashboard. */
export const ToastRegion = (): JSX.Element => (
  <Toast.Region limit={4} swipeDirection="right" translations={{ notifications: () => words().common.product }}>
    <Toast.List as="div" class={styles.list} />
  </Toast.Region>
);
