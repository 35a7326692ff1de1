import { createUniqueId, type JSX, Show } from 'solid-js';
import styles from './section.module.css';

/** A titled part of a panel. */
export const Section = (props: {
  readonly title: string;
  readonly aside?: JSX.Element | undefined;
  readonly children: JSX.Element;
}): JSX.Element => {
  const id = createUniqueId();
  return (
    <section class={styles.section} aria-labelledby={id}>
      <header class={styles.head}>
        <h3 id={id} class={styles.title}>
          {props.title}
        </h3>
        <Show when={props.aside}>
          <span class={styles.aside}>{props.aside}</span>
        </Show>
      </header>
      {props.children}
    </section>
  );
};
