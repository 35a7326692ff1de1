import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Api, startApi } from '../start.ts';
import type { Limits } from './limits.ts';
import { LIMITS_FILE } from './read-limits.ts';

let database: TestDatabase;
let dataDir: string;
let api: Api;

beforeEach(async () => {
  database = await createTestDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'relight-limits-'));
});

const startWith = async (connections: Partial<Limits['connections']>): Promise<void> => {
  writeFileSync(join(dataDir, LIMITS_FILE), JSON.stringify({ connections }));
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
};

afterEach(async () => {
  await api.close();
  await database.drop();
  rmSync(dataDir, { recursive: true });
});

/** Connects and says no more than `text`. */
const say = (text: string, localAddress = '127.0.0.1'): Socket => {
  const socket = connect({ port: api.port, host: '127.0.0.1', localAddress });
  socket.on('error', () => {});
  socket.write(text);
  return socket;
};

/** What is heard on a connection until the server closes it. */
const untilClosed = (socket: Socket): Promise<string> =>
  new Promise((resolve) => {
    let heard = '';
    socket.on('data', (data) => {
      heard += data;
    });
    socket.once('close', () => resolve(heard));
  });

test('a connection on which nothing is said is closed without a word', async () => {
  await startWith({ headSeconds: 1 });
  expect(await untilClosed(say(''))).toBe('');
});

test.each([
  ['half a head', 'GET /api/health HTTP/1.1\r\nHost: x\r\n', 408, 'tooSlow'],
  ['something that is no request', 'GOOD MORNING\r\n\r\n', 400, 'noRequest'],
  ['an endless head', `GET /api/health HTTP/1.1\r\nHost: x\r\nCookie: ${'x'.repeat(100_000)}`, 431, 'headTooLong'],
])('a connection on which %s is said is told why it is closed', async (_, text, status, code) => {
  await startWith({ headSeconds: 1 });
  const heard = await untilClosed(say(text));
  expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(JSON.parse(heard.slice(heard.indexOf('{')))).toMatchObject({ error: { code } });
});

test('an address that holds as many connections as it may keeps no other out', async () => {
  // However slow the machine is, nobody is let go for silence here.
  await startWith({ headSeconds: 300, perAddress: 20 });
  const silent = Array.from({ length: 300 }, () => say('', '127.0.0.66'));
  // One that is closed at once may hear nothing.
  const told = await Promise.any(
    silent.map(async (socket) => {
      const text = await untilClosed(socket);
      return text.includes('"tooManyConnections"') ? text : Promise.reject(new Error('closed without a word'));
    }),
  );
  expect(told).toMatch(/^HTTP\/1\.1 503 /);
  const response = await fetch(`${api.url}api/health`);
  expect(response.status).toBe(200);
  for (const socket of silent) socket.destroy();
});
