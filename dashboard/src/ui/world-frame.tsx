import type { Words } from '@relight/shared/operation/values';
import type { OperationKind } from '@relight/shared/operation/vocabulary';
import { type JSX, Show } from 'solid-js';
import { inWords, words } from '../words/words.ts';
import { createDrillTitle } from './drill-title.ts';
import styles from './world-frame.module.css';

export type Surface = 'console' | 'wall' | 'phone';

/**
 * What a page stands in. A drill is framed, barred and watermarked in violet on every surface, above dialogs too, and nothing on the
 * page can take that away; the live operation has no frame at all.
 */
export const WorldFrame = (props: {
  readonly kind: OperationKind;
  readonly name: Words;
  readonly surface: Surface;
  readonly children: JSX.Element;
}): JSX.Element => {
  createDrillTitle(() => (props.kind === 'drill' ? inWords(props.name) : null));
  return (
    <div class={styles.world} data-surface={props.surface} data-world={props.kind}>
      <Show when={props.kind === 'drill'}>
        <aside class={styles.bar}>
          <strong class={styles.badge}>{words().common.drill.badge}</strong>
          <span class={styles.name}>{inWords(props.name)}</span>
          <span class={styles.standing}>{words().common.drill.standing}</span>
        </aside>
      </Show>
      <div class={styles.page}>{props.children}</div>
      <Show when={props.kind === 'drill'}>
        <div class={styles.overlay} aria-hidden="true" data-surface={props.surface} />
      </Show>
    </div>
  );
};
