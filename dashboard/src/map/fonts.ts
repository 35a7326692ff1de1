import chineseUrl from '@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2?url';
import latinUrl from '@fontsource/noto-sans-sc/files/noto-sans-sc-latin-400-normal.woff2?url';
import type { FontFacesSpecification } from 'maplibre-gl';
import { FONT } from './names.ts';

const URLS = [latinUrl, chineseUrl];

/** Asks for them at once: labels otherwise wait until the first tile has been read. */
export const warmFonts = (): void => {
  for (const url of URLS) fetch(url).catch(() => {});
};

/**
 * Font files for texts drawn by the map. Whole files, not the page's slices: a glyph drawn before its slice has arrived would be kept in
 * the fallback's shape for good. With them labels look the same on a PC without Chinese fonts.
 */
export const fontFaces = (origin: string): FontFacesSpecification => ({
  [FONT]: [
    { url: new URL(latinUrl, origin).href, 'unicode-range': ['U+0000-024F', 'U+2000-206F'] },
    { url: new URL(chineseUrl, origin).href },
  ],
});
