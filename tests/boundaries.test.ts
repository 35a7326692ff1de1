import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Who may import whom. The programs in scripts, tests and bench put everything together and may import all. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  shared: [],
  db: ['shared'],
  api: ['db', 'shared'],
  dashboard: ['shared'],
  drills: ['shared'],
};

/** Libraries that come in through one door: where else they are imported, the door is passed by. */
const DOORS: readonly { library: RegExp; door: RegExp }[] = [
  { library: /^maplibre-gl/, door: /^dashboard\/src\/map\// },
  { library: /^@turf\//, door: /^shared\/src\/geo\// },
  { library: /^drizzle-orm/, door: /^(db|api)\// },
  { library: /^csv-parse/, door: /^api\/src\/import-files\/csv-rows\.ts$/ },
  { library: /^@zxcvbn-ts\//, door: /^api\/src\/auth\/guesses\.ts$/ },
];

/** shared runs in browsers, workers and servers alike, so it may use nothing that only one of them has. */
const NOT_IN_SHARED = /^(node:|solid-js|hono|ws$|postgres$)/;

const imports = Object.keys(MAY_IMPORT).flatMap((from) => sourceFiles(from).flatMap((file) => importsOf(from, file)));

test('packages import each other in one direction only', () => {
  expect(imports.length).toBeGreaterThan(0);
  const wrong = imports.filter(({ from, target }) => {
    const to = /^@relight\/(\w+)/.exec(target)?.[1];
    return to !== undefined && to !== from && !MAY_IMPORT[from]?.includes(to);
  });
  expect(wrong).toEqual([]);
});

test('no package reaches into another by a path', () => {
  const wrong = imports.filter(({ from, file, target }) => {
    return target.startsWith('.') && !join(file, '..', target).startsWith(`${from}/`);
  });
  expect(wrong).toEqual([]);
});

test('a foreign library enters through one door', () => {
  const wrong = imports.filter(({ file, target }) =>
    DOORS.some(({ library, door }) => library.test(target) && !door.test(file)),
  );
  expect(wrong).toEqual([]);
});

test('what everybody shares needs neither a server nor a browser', () => {
  const wrong = imports.filter(
    ({ from, file, target }) => from === 'shared' && NOT_IN_SHARED.test(target) && !file.endsWith('.test.ts'),
  );
  expect(wrong).toEqual([]);
});

function sourceFiles(directory: string): string[] {
  return readdirSync(join(root, directory), { withFileTypes: true }).flatMap((entry) => {
    const path = `${directory}/${entry.name}`;
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sourceFiles(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

function importsOf(from: string, file: string): { from: string; file: string; target: string }[] {
  const source = readFileSync(join(root, file), 'utf8');
  // `from '…'`, `import '…'` and `import('…')`, whether for types or for values.
  const targets = [...source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^'\n]+)'/g)].map((match) => match[1] ?? '');
  return targets.map((target) => ({ from, file, target }));
}
