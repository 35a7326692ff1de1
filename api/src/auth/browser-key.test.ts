import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { browserKeyFile, readBrowserKey } from './browser-key.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'relight-key-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test('the key is made once, kept, and readable by its owner alone', async () => {
  const [first, second] = [await readBrowserKey(dataDir), await readBrowserKey(dataDir)];
  expect(first).toHaveLength(32);
  expect(second).toEqual(first);
  expect(statSync(browserKeyFile(dataDir)).mode & 0o777).toBe(0o600);
});

test('a file that holds no key is named', async () => {
  writeFileSync(browserKeyFile(dataDir), 'half');
  await expect(readBrowserKey(dataDir)).rejects.toThrow(/known-browsers\.key does not hold a key: remove it/);
});
