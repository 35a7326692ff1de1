import { isHeld } from '@relight/shared/operation/hold';
import type { Incident } from '@relight/shared/operation/state';
import Lock from 'lucide-solid/icons/lock';
import Pin from 'lucide-solid/icons/pin';
import Split from 'lucide-solid/icons/split';
import type { JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { ShowHeld } from '../ui/held.tsx';
import { words } from '../words/words.ts';
import styles from './hold-sign.module.css';

const ICON = { held: Lock, pinned: Pin, split: Split };

/** That a person holds an outage where it is, and how: a sign with its word. */
export const HoldSign = (props: { readonly incident: Incident }): JSX.Element => (
  <ShowHeld when={isHeld(props.incident) && props.incident.hold}>
    {(hold) => (
      <span
        class={styles.sign}
        data-against={hold().against !== undefined || undefined}
        title={words().network.hold.hint[hold().kind]}
      >
        <Dynamic component={ICON[hold().kind]} size={12} aria-hidden="true" />{' '}
        {words().vocabulary.holdKind[hold().kind]}
      </span>
    )}
  </ShowHeld>
);
