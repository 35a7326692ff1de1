import { createEffect, createRoot, createSignal } from 'solid-js';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Theme = 'dark' | 'light';
export type ThemeChoice = Theme | 'auto';

const LANGUAGE_KEY = 'relight.language';
const THEME_KEY = 'relight.theme';

// A browser may forbid storage; the choice then lasts as long as the page.
const remembered = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};
const remember = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Nothing to do: see above.
  }
};

const firstLanguage = (): Language => {
  const stored = remembered(LANGUAGE_KEY);
  if (stored === 'zh' || stored === 'en') return stored;
  const known = navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag));
  return known === undefined || /^zh/i.test(known) ? 'zh' : 'en';
};

const firstTheme = (): ThemeChoice => {
  const stored = remembered(THEME_KEY);
  return stored === 'dark' || stored === 'light' ? stored : 'auto';
};

const daylight = matchMedia('(prefers-color-scheme: light)');

/** Language and theme of this browser: chosen once, remembered, and the same for every page of the tab. */
export const { language, setLanguage, theme, themeChoice, setThemeChoice } = createRoot(() => {
  const [language, setLanguage] = createSignal<Language>(firstLanguage());
  const [themeChoice, setThemeChoice] = createSignal<ThemeChoice>(firstTheme());
  const [systemTheme, setSystemTheme] = createSignal<Theme>(daylight.matches ? 'light' : 'dark');
  daylight.addEventListener('change', () => setSystemTheme(daylight.matches ? 'light' : 'dark'));
  const theme = (): Theme => {
    const choice = themeChoice();
    return choice === 'auto' ? systemTheme() : choice;
  };
  createEffect(() => {
    document.documentElement.lang = language() === 'zh' ? 'zh-CN' : 'en';
  });
  createEffect(() => {
    document.documentElement.dataset.theme = theme();
  });
  return {
    language,
    setLanguage: (next: Language) => {
      remember(LANGUAGE_KEY, next);
      setLanguage(next);
    },
    theme,
    themeChoice,
    setThemeChoice: (next: ThemeChoice) => {
      remember(THEME_KEY, next);
      setThemeChoice(next);
    },
  };
});
