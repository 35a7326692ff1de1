import type { OperationState } from '@relight/shared/operation/state';
import { type JSX, useContext } from 'solid-js';
import { createDrillTitle } from '../../ui/drill-title.ts';
import styles from './drill-frame.module.css';
import { Said, WallLanguages } from './said.tsx';

/** Around everything in a drill: bar, frame and watermark in violet, in both languages and in the size of a wall. */
export const DrillFrame = (props: { readonly name: OperationState['name'] }): JSX.Element => {
  const main = useContext(WallLanguages)[0] ?? 'zh';
  createDrillTitle(() => props.name[main]);
  return (
    <>
      <aside class={styles.bar}>
        {/* Always in both languages: nobody may take a drill for the real thing. */}
        <strong>演练 EXERCISE · {props.name[main]}</strong>
        <span>
          <Said of={(w) => w.wall.drillSimulated} />
        </span>
      </aside>
      <div class={styles.frame} aria-hidden="true" data-undimmed />
    </>
  );
};
