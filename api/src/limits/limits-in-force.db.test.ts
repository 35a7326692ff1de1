import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Api, startApi } from '../start.ts';
import { LIMITS_FILE } from './read-limits.ts';

let database: TestDatabase;
let dataDir: string;
let api: Api;

beforeEach(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'relight-limits-'));
  writeFileSync(join(dataDir, LIMITS_FILE), JSON.stringify({ connections: { headSeconds: 1, perAddress: 20 } }));
  api = await startApi({
    databaseUrl: database.url,
    host: '127.0.0.1',
    port: 0,
    dataDir,
    demo: false,
    logLevel: 'silent',
    dashboardDir: undefined,
    version: 'test',
    progress: () => {},
  });
});

afterEach(async () => {
  await api.close();
  await database.drop();
  rmSync(dataDir, { recursive: true });
});

/** Connects and says no more than `text`; resolves with what was heard when the server has closed. */
const untilClosed = (text: string, localAddress = '127.0.0.1'): Promise<string> =>
  new Promise((resolve) => {
    const socket: Socket = connect({ port: api.port, host: '127.0.0.1', localAddress });
    let heard = '';
    socket.on('error', () => {});
    socket.on('data', (data) => {
      heard += data;
    });
    socket.once('close', () => resolve(heard));
    socket.write(text);
  });

test('a connection on which nothing is said is closed without a word', async () => {
  expect(await untilClosed('')).toBe('');
});

test.each([
  ['half a head', 'GET /api/health HTTP/1.1\r\nHost: x\r\n', 408, 'tooSlow'],
  ['something that is no request', 'GOOD MORNING\r\n\r\n', 400, 'noRequest'],
  ['an endless head', `GET /api/health HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(100_000)}`, 431, 'headTooLong'],
])('a connection on which %s is said is told why it is closed', async (_, text, status, code) => {
  const heard = await untilClosed(text);
  expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(JSON.parse(heard.slice(heard.indexOf('{')))).toMatchObject({ error: { code } });
});

test('an address that holds as many connections as it may keeps no other out', async () => {
  const silent = Array.from({ length: 300 }, () => untilClosed('', '127.0.0.66'));
  const response = await fetch(`${api.url}api/health`);
  expect(response.status).toBe(200);
  const heard = await Promise.all(silent);
  expect(heard.some((text) => text.includes('"tooManyConnections"'))).toBe(true);
});
