import { createUniqueId, type JSX, Show } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import styles from './section.module.css';

/** A titled part of a panel. */
export const Section = (props: {
  readonly title: string;
  /** Under the name of an outage it is the third; where it stands alone, the second. */
  readonly level?: 2 | 3 | undefined;
  readonly aside?: JSX.Element | undefined;
  readonly children: JSX.Element;
}): JSX.Element => {
  const id = createUniqueId();
  return (
    <section class={styles.section} aria-labelledby={id}>
      <header class={styles.head}>
        <Dynamic component={`h${props.level ?? 3}`} id={id} class={styles.title}>
          {props.title}
        </Dynamic>
        <Show when={props.aside}>
          <span class={styles.aside}>{props.aside}</span>
        </Show>
      </header>
      {props.children}
    </section>
  );
};
