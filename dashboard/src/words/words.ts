import type { Words as Bilingual } from '@relight/shared/operation/values';
import { withoutBidiControls } from '@relight/shared/text/bidi';
import { language } from '../preferences.ts';
import { WORDS, type Words } from './both.ts';

export { WORDS, type Words } from './both.ts';

/** The words of the chosen language: `words().common.close`. Follows a change of language at once. */
export const words = (): Words => WORDS[language()];

/** Of a thing that carries its own two names, the one to show. */
export const inWords = (both: Bilingual): string => withoutBidiControls(both[language()]);
