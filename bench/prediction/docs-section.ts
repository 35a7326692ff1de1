import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FILE = fileURLToPath(new URL('../../docs/prediction.md', import.meta.url));
const BEGIN = '<!-- figures: begin (npm run bench -- prediction --docs) -->';
const END = '<!-- figures: end -->';
const SECTION = '## How good it is';

/** Puts the tables between the two markers of docs/prediction.md, and leaves the rest of it as it is. */
export const writeDocs = (tables: string): void => {
  const before = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '# Prediction\n';
  writeFileSync(FILE, withTables(before, tables));
};

export const withTables = (text: string, tables: string): string => {
  const block = `${BEGIN}\n\n${tables}\n\n${END}`;
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from >= 0 && to > from) return text.slice(0, from) + block + text.slice(to + END.length);
  return `${text.trimEnd()}\n\n${SECTION}\n\n${block}\n`;
};
