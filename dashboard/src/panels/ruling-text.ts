import type { Incident } from '@relight/shared/operation/state';
import { language } from '../preferences.ts';
import { nameOf, percentOf, rulingSentence } from '../words/ruling-sentence.ts';
import { words } from '../words/words.ts';

/** Why an incident is placed where it is, in the reader's language; `between` how many customers it lies, where that is wide open. */
export const rulingText = (
  { ruling, place, confirmed }: Pick<Incident, 'ruling' | 'place' | 'confirmed'>,
  between: string | null = null,
): string => rulingSentence(ruling, place, { language: language(), words: words() }, confirmed?.reason, between);

export const percentText = (probability: number): string => percentOf(probability, { words: words() });

/** A thing of the network as the reader calls it. */
export const localName = (thing: Parameters<typeof nameOf>[0]): string => nameOf(thing, language());
