import BellOff from 'lucide-solid/icons/bell-off';
import { type JSX, Show } from 'solid-js';
import { words } from '../../words/words.ts';
import type { Alarm } from './alarm.ts';
import styles from './sound-chip.module.css';

/** Said only while an offer would come without a sound. */
export const SoundChip = (props: { readonly alarm: Alarm }): JSX.Element => (
  <Show when={!props.alarm.armed()}>
    <button type="button" class={styles.chip} onClick={() => void props.alarm.arm()}>
      <BellOff size={22} aria-hidden="true" />
      {words().crew.soundOff}
    </button>
  </Show>
);
