import type { JSX } from 'solid-js';
import { language, setLanguage } from '../preferences.ts';
import styles from './switch.module.css';

/** Names itself in the other language: whoever cannot read this one must be able to leave it. */
export const LanguageSwitch = (): JSX.Element => (
  <button
    type="button"
    class={styles.switch}
    lang={language() === 'zh' ? 'en' : 'zh-CN'}
    onClick={() => setLanguage(language() === 'zh' ? 'en' : 'zh')}
  >
    {language() === 'zh' ? 'English' : '中文'}
  </button>
);
