import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const SHEET = createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/wght.css');
const FACE = /url\(\.\/(?<file>[^)]+)\)[^;]*;\s*unicode-range: (?<ranges>[^;]+);/g;
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The parts of the page's font: which file is fetched for which characters. */
const parts = [...readFileSync(SHEET, 'utf8').matchAll(FACE)].map(({ groups }) => ({
  file: join(dirname(SHEET), groups?.file ?? ''),
  ranges: (groups?.ranges ?? '').split(',').map((range) => {
    const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  }),
}));

/** Everything that the product says, and all names of the demo city, are written in these. */
const texts = ['dashboard/src/words', 'db/seeds/city'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8')),
);

test('every character of the words and of the demo city is in a part of the font that is shipped', () => {
  const characters = new Set(texts.flatMap((text) => [...text.replaceAll(/\s/g, '')]));
  expect(characters.size).toBeGreaterThan(1000);
  const partOf = (character: string) => {
    const code = character.codePointAt(0) ?? 0;
    return parts.find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to));
  };
  expect([...characters].filter((character) => partOf(character) === undefined)).toEqual([]);
  expect(parts.filter(({ file }) => !existsSync(file))).toEqual([]);
});
