import type { Language } from '../../preferences.ts';

export type WallSettings = {
  /** In reading order; the first is the larger one. */
  readonly languages: readonly Language[];
  /** 1 is right for 98 inches read from five metres; more for a smaller screen or a deeper room. */
  readonly scale: number;
};

const LANGUAGES: readonly Language[] = ['zh', 'en'];
const SCALE = { least: 0.5, most: 2 };

/** A wall has no keyboard, so its settings are in its address: ?lang=zh, en or zh+en (also en+zh), ?scale=1.2 */
export const wallSettings = (search: string): WallSettings => {
  const query = new URLSearchParams(search);
  // A plus sign in an address reads as a space.
  const asked = (query.get('lang') ?? '').split(/[+\s,]+/);
  const languages = asked.filter((tag): tag is Language => LANGUAGES.some((language) => language === tag));
  const scale = Number(query.get('scale') ?? 1);
  return {
    languages: languages.length === 0 ? ['zh', 'en'] : [...new Set(languages)],
    scale: Number.isFinite(scale) && scale > 0 ? Math.min(SCALE.most, Math.max(SCALE.least, scale)) : 1,
  };
};
