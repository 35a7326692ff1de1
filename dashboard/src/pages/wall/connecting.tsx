import type { JSX } from 'solid-js';
import styles from './connecting.module.css';
import { Said, WallLanguages } from './said.tsx';
import type { WallSettings } from './settings.ts';
import { secondsText } from './times.ts';

/** Before the first state has come there is nothing to show but that, and the time. */
export const Connecting = (props: { readonly settings: WallSettings; readonly now: number }): JSX.Element => (
  <WallLanguages.Provider value={props.settings.languages}>
    <main class={styles.connecting} data-theme="dark">
      <p class={styles.what}>
        <Said of={(w) => w.wall.connecting} />
      </p>
      <p class={styles.time}>{secondsText(props.now)}</p>
    </main>
  </WallLanguages.Provider>
);
