import type { JSX } from 'solid-js';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { ThemeSwitch } from '../../ui/theme-switch.tsx';
import { words } from '../../words/words.ts';
import { Emblem } from './emblem.tsx';
import styles from './shell.module.css';

/** The page before one is anybody: what this is, and one thing to do. */
export const Shell = (props: { readonly children: JSX.Element }): JSX.Element => (
  <div class={styles.page}>
    <header class={styles.switches}>
      <LanguageSwitch />
      <ThemeSwitch />
    </header>
    <main class={styles.main}>
      <div class={styles.brand}>
        <Emblem size={56} />
        <div>
          <h1 class={styles.name}>{words().signIn.name}</h1>
          <p class={styles.what}>{words().signIn.what}</p>
        </div>
      </div>
      {props.children}
    </main>
  </div>
);
