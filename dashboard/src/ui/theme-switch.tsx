import Moon from 'lucide-solid/icons/moon';
import Sun from 'lucide-solid/icons/sun';
import SunMoon from 'lucide-solid/icons/sun-moon';
import { type JSX, Match, Switch } from 'solid-js';
import { setThemeChoice, type ThemeChoice, themeChoice } from '../preferences.ts';
import { words } from '../words/words.ts';
import styles from './switch.module.css';

const NEXT: Readonly<Record<ThemeChoice, ThemeChoice>> = { auto: 'dark', dark: 'light', light: 'auto' };

/** As the system → dark → light. Changing it never moves anything. */
export const ThemeSwitch = (): JSX.Element => {
  const label = () => words().common.labelled(words().common.theme, words().common.themes[themeChoice()]);
  return (
    <button
      type="button"
      class={styles.switch}
      aria-label={label()}
      title={label()}
      onClick={() => setThemeChoice(NEXT[themeChoice()])}
    >
      <Switch>
        <Match when={themeChoice() === 'auto'}>
          <SunMoon size={17} aria-hidden="true" />
        </Match>
        <Match when={themeChoice() === 'dark'}>
          <Moon size={17} aria-hidden="true" />
        </Match>
        <Match when={themeChoice() === 'light'}>
          <Sun size={17} aria-hidden="true" />
        </Match>
      </Switch>
    </button>
  );
};
