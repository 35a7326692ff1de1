import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** As npm runs a command, on an empty data directory. */
const run = (...words: string[]) => {
  const data = mkdtempSync(join(tmpdir(), 'relight-empty-'));
  try {
    const env = { ...process.env, RELIGHT_DATA: data, DATABASE_URL: '' };
    const { status, stderr } = spawnSync(process.execPath, ['scripts/run.mjs', ...words], {
      cwd: ROOT,
      env,
      encoding: 'utf8',
    });
    return { status, stderr, made: readdirSync(data) };
  } finally {
    rmSync(data, { recursive: true });
  }
};

test.each([
  ['verify-log', []],
  ['calibrate', ['--operation', 'op']],
])('%s in a directory without a database says so, and makes none', (name, words) => {
  const { status, stderr, made } = run(name, ...words);
  expect(stderr).toContain('There is no database in');
  expect(status).toBe(1);
  expect(made).toEqual([]);
});

test.each([
  ['verify-log', '--all', 'Usage: npm run verify-log'],
  ['calibrate', '--zzz', 'Usage: npm run calibrate'],
  ['import', 'networks', 'Usage: npm run import'],
  ['bench', '--points=many', '--points must be a whole number'],
])('%s %s is answered with how it is used', (name, word, answer) => {
  const { status, stderr } = run(name, word);
  expect(stderr).toContain(answer);
  expect(stderr).not.toContain('    at ');
  expect(status).toBe(2);
});
