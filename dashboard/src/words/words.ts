import type { Words as Bilingual } from '@relight/shared/operation/values';
import { withoutBidiControls } from '@relight/shared/text/bidi';
import { type Language, language } from '../preferences.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** Every word of the interface. Chinese is written first and gives the type, so that English cannot fall behind. */
export type Words = typeof zh;

/** Both languages, for surfaces that show them together. */
export const WORDS: Readonly<Record<Language, Words>> = { zh, en };

/** The words of the chosen language: `words().common.close`. Follows a change of language at once. */
export const words = (): Words => WORDS[language()];

/** Of a thing that carries its own two names, the one to show. */
export const inWords = (both: Bilingual): string => withoutBidiControls(both[language()]);
