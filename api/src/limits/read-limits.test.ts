import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LIMITS } from './limits.ts';
import { LIMITS_FILE, readLimits } from './read-limits.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'relight-limits-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const set = (text: string) => writeFileSync(join(dataDir, LIMITS_FILE), text);

test('three hundred screens of one account behind one address have room in what is built in', async () => {
  const { connections, sockets } = await readLimits(dataDir);
  // A browser keeps up to six connections beside the socket.
  expect(connections.perAddress).toBeGreaterThanOrEqual(300 * 6);
  expect(sockets.perAccount).toBeGreaterThanOrEqual(300);
  expect(sockets.openedPerMinute).toBeGreaterThanOrEqual(300);
});

test('the file changes what it names and nothing else', async () => {
  set('{ "sockets": { "perAccount": 5 } }');
  expect(await readLimits(dataDir)).toEqual({ ...LIMITS, sockets: { ...LIMITS.sockets, perAccount: 5 } });
});

test.each([
  ['{', /limits\.json is not JSON: .*line 1/],
  ['{ "sockets": { "perAccount": 0 } }', /sockets\.perAccount/],
  // Longer the server allows no request to take.
  ['{ "connections": { "headSeconds": 301 } }', /connections\.headSeconds/],
  ['{ "sockets": { "perAcount": 5 } }', /sockets\.perAcount: is not known/],
  // Longer than a timer can run: it would go off at once.
  ['{ "bodies": { "graceSeconds": 2147484 } }', /bodies\.graceSeconds: .*86400/],
  ['{ "signIn": { "pair": { "duration": 2147484 } } }', /signIn\.pair\.duration: .*86400/],
  ['{ "signIn": { "account": { "blockDuration": 2147484 } } }', /signIn\.account\.blockDuration: .*86400/],
])('a file that says %s stops the start and names what is wrong', async (text, message) => {
  set(text);
  await expect(readLimits(dataDir)).rejects.toThrow(message);
});
