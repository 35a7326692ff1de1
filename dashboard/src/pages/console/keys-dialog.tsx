import { For, type JSX } from 'solid-js';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { words } from '../../words/words.ts';
import { SHORTCUTS } from './keyboard.ts';
import styles from './keys-dialog.module.css';

export const KeysDialog = (props: { readonly onClose: () => void }): JSX.Element => (
  <Dialog
    open
    onClose={props.onClose}
    title={words().console.keys.title}
    description={words().console.keys.hint}
    width="narrow"
  >
    <dl class={styles.keys}>
      <For each={SHORTCUTS}>
        {({ keys, does }) => (
          <>
            <dt class={styles.caps}>
              <For each={keys}>{(key) => <KeyCap>{key}</KeyCap>}</For>
            </dt>
            <dd>{words().console.keys[does]}</dd>
          </>
        )}
      </For>
    </dl>
  </Dialog>
);
