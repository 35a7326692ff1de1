import type { TwoFigures } from '@relight/shared/operation/customers-out';
import type { JSX } from 'solid-js';
import styles from './figures-bar.module.css';

/** Two figures as lengths: solid what is confirmed, hatched what is only predicted. `of` is what the whole length stands for. */
export const FiguresBar = (props: { readonly figures: TwoFigures; readonly of: number }): JSX.Element => {
  const width = (count: number) => `${props.of === 0 ? 0 : (count / props.of) * 100}%`;
  return (
    <span class={styles.bar} aria-hidden="true">
      <span
        class={styles.confirmed}
        data-some={props.figures.confirmed > 0 || undefined}
        style={{ width: width(props.figures.confirmed) }}
      />
      <span
        class={styles.predicted}
        data-some={props.figures.predicted > 0 || undefined}
        style={{ width: width(props.figures.predicted) }}
      />
    </span>
  );
};
