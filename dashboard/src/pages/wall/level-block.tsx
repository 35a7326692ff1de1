import type { Response } from '@relight/shared/operation/state';
import type { JSX } from 'solid-js';
import { ShowHeld } from '../../ui/held.tsx';
import styles from './level-block.module.css';
import { Said } from './said.tsx';

/** The response level as numeral, words and colour; grey when none is in force. */
export const LevelBlock = (props: { readonly response: Response | null }): JSX.Element => (
  <div class={styles.block} data-level={props.response?.level ?? 'none'}>
    <ShowHeld
      when={props.response}
      fallback={
        <p class={styles.words}>
          <Said of={(w) => w.wall.normal} class={styles.first} second={styles.second} />
        </p>
      }
    >
      {(response) => (
        <>
          <span class={styles.numeral} aria-hidden="true">
            {response().level}
          </span>
          <p class={styles.words}>
            <Said of={(w) => w.wall.level(response().level)} class={styles.first} second={styles.second} />
          </p>
        </>
      )}
    </ShowHeld>
  </div>
);
