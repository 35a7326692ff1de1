import type { Language } from '../../preferences.ts';

export type WallSettings = {
  /** In reading order; the first is the larger one. */
  readonly languages: readonly Language[];
  /** 1 is right for 98 inches read from five metres; more for a smaller screen or a deeper room. */
  readonly scale: number;
  /** From how far it is read, in metres, on a screen of how many inches; null: nobody has said. */
  readonly reading: { readonly distanceM: number; readonly diagonalIn: number } | null;
};

const LANGUAGES: readonly Language[] = ['zh', 'en'];
const SCALE = { least: 0.5, most: 2 };
const DISTANCE = { least: 0.5, most: 30 };
const DIAGONAL = { least: 10, most: 400 };
const USUAL_DIAGONAL_IN = 98;

/**
 * A wall has no keyboard, so its settings are in its address: ?lang=zh, en or zh+en (also en+zh), ?scale=1.2, ?distance=5 (metres) with
 * ?diagonal=86 (inches). What an address does not say is as this screen was last told.
 */
export const wallSettings = (search: string, remembered = ''): WallSettings => {
  const now = new URLSearchParams(search);
  const before = new URLSearchParams(remembered);
  const given = (name: string): string | null => now.get(name) ?? before.get(name);
  // A plus sign in an address reads as a space.
  const asked = (given('lang') ?? '').split(/[+\s,]+/);
  const languages = asked.filter((tag): tag is Language => LANGUAGES.some((language) => language === tag));
  const distanceM = within(given('distance'), DISTANCE);
  return {
    languages: languages.length === 0 ? ['zh', 'en'] : [...new Set(languages)],
    scale: within(given('scale'), SCALE) ?? 1,
    reading:
      distanceM === null ? null : { distanceM, diagonalIn: within(given('diagonal'), DIAGONAL) ?? USUAL_DIAGONAL_IN },
  };
};

const within = (
  text: string | null,
  { least, most }: { readonly least: number; readonly most: number },
): number | null => {
  const value = Number(text ?? Number.NaN);
  return Number.isFinite(value) && value > 0 ? Math.min(most, Math.max(least, value)) : null;
};

const KEY = 'relight.wall';
const NAMES = ['lang', 'scale', 'distance', 'diagonal'] as const;

/** The settings of this screen, kept by its browser: the address need say them once. */
export const settingsOfScreen = (search: string): WallSettings => {
  const before = new URLSearchParams(readKept());
  const now = new URLSearchParams(search);
  for (const name of NAMES) if (now.has(name)) before.set(name, now.get(name) ?? '');
  keep(before.toString());
  return wallSettings(search, before.toString());
};

// A browser may forbid storage; the address then has to say everything.
const readKept = (): string => {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
};
const keep = (text: string): void => {
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // Nothing to do: see above.
  }
};
