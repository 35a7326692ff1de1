import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Part } from './parts.ts';

/** Where the tables of each part go: between two markers of a page, at the end of it if there are none yet. */
const PAGES: Readonly<Record<Part, Page>> = {
  faults: { file: 'prediction.md', title: '# Prediction', section: '## How good it is', words: '--docs' },
  fronts: {
    file: 'prediction-fronts.md',
    title: '# Fronts',
    section: '## Figures',
    words: '--part fronts --full --docs',
  },
};
type Page = { readonly file: string; readonly title: string; readonly section: string; readonly words: string };
const END = '<!-- figures: end -->';

/** Writes the tables into the page of their part, and leaves the rest of it as it is. */
export const writeDocs = (part: Part, tables: string): void => {
  const { file, title } = PAGES[part];
  const path = fileURLToPath(new URL(`../../docs/${file}`, import.meta.url));
  const before = existsSync(path) ? readFileSync(path, 'utf8') : `${title}\n`;
  writeFileSync(path, withTables(part, before, tables));
};

export const withTables = (part: Part, text: string, tables: string): string => {
  const { section, words } = PAGES[part];
  const begin = `<!-- figures: begin (npm run bench -- prediction ${words}) -->`;
  const block = `${begin}\n\n${tables}\n\n${END}`;
  const [from, to] = [text.indexOf(begin), text.indexOf(END)];
  if (from >= 0 && to > from) return text.slice(0, from) + block + text.slice(to + END.length);
  return `${text.trimEnd()}\n\n${section}\n\n${block}\n`;
};
