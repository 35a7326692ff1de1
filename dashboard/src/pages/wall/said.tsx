import { createContext, type JSX, useContext } from 'solid-js';
import type { Language } from '../../preferences.ts';
import { ShowHeld } from '../../ui/held.tsx';
import { WORDS, type Words } from '../../words/words.ts';

const LANG_TAG: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

/** The languages of this wall, the main one first. */
export const WallLanguages = createContext<readonly Language[]>(['zh', 'en']);

export type Text = (words: Words, language: Language) => string;

/** A text in the wall's languages: the main one, and the other one lighter behind or below it. */
export const Said = (props: {
  readonly of: Text;
  readonly class?: string | undefined;
  readonly second?: string | undefined;
}): JSX.Element => {
  const languages = useContext(WallLanguages);
  const main = languages[0] ?? 'zh';
  const other = languages[1];
  return (
    <>
      <span class={props.class} lang={LANG_TAG[main]}>
        {props.of(WORDS[main], main)}
      </span>
      <ShowHeld when={other}>
        {(other) => (
          <span class={props.second} lang={LANG_TAG[other()]} data-second>
            {props.of(WORDS[other()], other())}
          </span>
        )}
      </ShowHeld>
    </>
  );
};

/** Only the main language, where there is room for one. */
export const SaidOnce = (props: { readonly of: Text; readonly class?: string | undefined }): JSX.Element => {
  const languages = useContext(WallLanguages);
  return <One language={languages[0] ?? 'zh'} of={props.of} class={props.class} />;
};

/** The other language, for the small line under a large one; the main one where there is no other. */
export const InOther = (props: { readonly of: Text; readonly class?: string | undefined }): JSX.Element => {
  const languages = useContext(WallLanguages);
  return <One language={languages.at(-1) ?? 'zh'} of={props.of} class={props.class} />;
};

const One = (props: {
  readonly language: Language;
  readonly of: Text;
  readonly class?: string | undefined;
}): JSX.Element => (
  <span class={props.class} lang={LANG_TAG[props.language]}>
    {props.of(WORDS[props.language], props.language)}
  </span>
);
