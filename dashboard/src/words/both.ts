import type { Language } from '../preferences.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** Every word of the interface. Chinese is written first and gives the type, so that English cannot fall behind. */
export type Words = typeof zh;

/** Both languages, for surfaces that show them together. Needs no page, as the words of the chosen language do. */
export const WORDS: Readonly<Record<Language, Words>> = { zh, en };
