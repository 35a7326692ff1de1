import type { FinishedIncident } from '@relight/shared/operation/state';
import type { JSX } from 'solid-js';
import styles from './calm.module.css';
import { Said } from './said.tsx';
import { dueText } from './times.ts';

/** Nobody is without supply: said quietly, in the place where the list of areas would be. */
export const Calm = (props: { readonly last: FinishedIncident | undefined; readonly now: number }): JSX.Element => (
  <section class={styles.calm}>
    <svg class={styles.sign} viewBox="0 0 120 120" aria-hidden="true">
      <circle cx="60" cy="60" r="54" />
      <path d="m36 62 17 17 32-36" />
    </svg>
    <p class={styles.what}>
      <Said of={(w) => w.wall.allSupplied} class={styles.first} second={styles.second} />
    </p>
    <p class={styles.hint}>
      <Said
        of={(w) =>
          props.last?.restoredAt == null
            ? w.wall.allSuppliedSince
            : w.wall.allSuppliedHint(dueText(props.last.restoredAt, props.now))
        }
        second={styles.other}
      />
    </p>
  </section>
);
