import type { Response } from '@relight/shared/operation/state';
import type { JSX } from 'solid-js';
import { ShowHeld } from '../ui/held.tsx';
import { formatMoment } from '../words/format.ts';
import { words } from '../words/words.ts';
import styles from './response-level.module.css';

/** The response level as a block of its colour: numeral and words; grey while there is none. A button for whoever may change it. */
export const ResponseLevel = (props: {
  readonly response: Response | null;
  readonly onChange: (() => void) | null;
}): JSX.Element => {
  const face = () => (
    <ShowHeld when={props.response} fallback={<span class={styles.none}>{words().vocabulary.noLevel}</span>}>
      {(response) => (
        <>
          <span class={styles.level}>{words().vocabulary.level[response().level]}</span>
          <span class={styles.since}>
            {words().console.forms.level.since(formatMoment(response().since, Date.now()))}
          </span>
        </>
      )}
    </ShowHeld>
  );
  return (
    <ShowHeld
      when={props.onChange}
      fallback={
        <div class={styles.block} data-level={props.response?.level ?? 'none'}>
          {face()}
        </div>
      }
    >
      {(change) => (
        <button
          type="button"
          class={styles.block}
          data-level={props.response?.level ?? 'none'}
          title={words().console.forms.level.title}
          onClick={() => change()()}
        >
          {face()}
        </button>
      )}
    </ShowHeld>
  );
};
