import { request } from 'node:http';
import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { LIMITS } from '../limits/limits.ts';
import type { SecurityLog } from '../security-log.ts';
import type { Operations } from './operations.ts';
import { connectClient, startLiveServer } from './testing/live-server.ts';
import { note } from './testing/notes.ts';
import { createTestOperation, must, openArea, openOperations } from './testing/open-operations.ts';

let database: TestDatabase;
let operations: Operations;
let server: Awaited<ReturnType<typeof startLiveServer>>;
let refused: Parameters<SecurityLog['refused']>[0][];

const limits = { ...LIMITS.sockets, perAccount: 3, bytesPerSecond: 100_000, wrongPerMinute: 5 };

beforeEach(async () => {
  database = await createTestDatabase();
  operations = await openOperations(database.sql);
  await createTestOperation(operations);
  await must(operations, openArea(1));
  refused = [];
  server = await startLiveServer(operations, {
    limits,
    security: { refused: (it) => void refused.push(it), close: () => {} },
  });
});

afterEach(async () => {
  vi.useRealTimers();
  await server.close();
  await operations.close();
  await database.drop();
});

const forbidden = (n: number) => ({ kind: 'command', command: note(`forbidden-${n}`) }) as const;

test('who keeps giving orders that the role may not give is answered, and then let go', async () => {
  const wall = await connectClient(server.url, { as: 'wall' });
  for (let n = 0; n < 100; n++) wall.say(forbidden(n));
  expect(await wall.waitFor('bye')).toMatchObject({
    reason: 'badMessage',
    retry: false,
    message: expect.stringContaining('may not give'),
  });
  expect(await wall.closed).toBe(1008);
  expect(wall.heard.filter((it) => it.kind === 'answer').length).toBeLessThanOrEqual(limits.wrongPerMinute + 1);
});

test('orders that cannot be understood are counted too, over all sockets of an account', async () => {
  const nonsense = JSON.stringify({ kind: 'command', command: { id: 'odd', type: 'launch' } });
  const sockets = await Promise.all([1, 2].map(() => connectClient(server.url, { as: 'wall' })));
  for (let n = 0; n < 4; n++) for (const { ws } of sockets) ws.send(nonsense);
  await Promise.race(sockets.map(({ closed }) => closed));
  const answers = sockets.flatMap(({ heard }) => heard).filter((it) => it.kind === 'answer');
  expect(answers.length).toBeLessThanOrEqual(limits.wrongPerMinute);
  const other = await connectClient(server.url);
  other.ws.send(nonsense);
  expect(await other.waitFor('answer')).toMatchObject({ result: { code: 'invalid' } });
});

test('long messages of one account wait for their turn; those of another account do not wait for them', async () => {
  const [greedy, modest] = await Promise.all([
    connectClient(server.url, { as: 'crew' }),
    connectClient(server.url, { as: 'dispatcher' }),
  ]);
  // This second lasts until the test ends it, however fast the machine is.
  vi.useFakeTimers({ toFake: ['Date'] });
  const long = JSON.stringify({ kind: 'position', lon: 120, lat: 30 }).padEnd(60_000, ' ');
  for (let n = 0; n < 8; n++) greedy.ws.send(long);
  greedy.say({ kind: 'command', command: { id: 'last', type: 'setCrewDuty', crew: 'crew_one', duty: 'on' } as never });
  modest.say({ kind: 'command', command: note('own') });
  await modest.waitFor('answer', (it) => it.command === 'note-own');
  expect(greedy.heard.some((it) => it.kind === 'answer')).toBe(false);
  // Nothing of it is lost: it is read when its time has come.
  await expect
    .poll(() => {
      vi.setSystemTime(Date.now() + 1_000);
      return greedy.heard.some((it) => it.kind === 'answer' && it.command === 'last');
    })
    .toBe(true);
});

test('an account has so many sockets; one more is refused with what to do, and the refusal is told to the security log', async () => {
  const sockets = await Promise.all([1, 2, 3].map(() => connectClient(server.url, { as: 'wall' })));
  const answer = await new Promise<{ status?: number; retryAfter?: string; body: string }>((resolve) => {
    new WebSocket(server.url, { headers: { cookie: 'wall' } }).on('unexpected-response', (_, response) => {
      let body = '';
      response.on('data', (data) => {
        body += data;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode, retryAfter: response.headers['retry-after'], body } as never),
      );
    });
  });
  expect(answer).toMatchObject({ status: 429, retryAfter: '60' });
  expect(JSON.parse(answer.body)).toEqual({
    error: { code: 'tooManySockets', message: 'at most 3 sockets of one account: close some' },
  });
  expect(refused).toMatchObject([{ what: 'upgrade', actor: 'usr_wall', from: '127.0.0.1', code: 'tooManySockets' }]);
  await sockets[0]?.close();
  await (await connectClient(server.url, { as: 'wall' })).close();
});

test('a stranger and a page of another site are refused, and the security log says from where', async () => {
  await expect(connectClient(server.url, { as: 'nobody' })).rejects.toThrow('HTTP 401');
  await expect(connectClient(server.url, { headers: { origin: 'https://evil.example' } })).rejects.toThrow('HTTP 403');
  expect(refused.map(({ what, from, code }) => [what, from, code])).toEqual([
    ['upgrade', '127.0.0.1', 'notSignedIn'],
    ['upgrade', '127.0.0.1', 'otherOrigin'],
  ]);
});

test('a handshake that is none takes no place of its account', async () => {
  const http = server.url.replace('ws:', 'http:');
  for (let n = 0; n < 5; n++) {
    const headers = { cookie: 'wall', connection: 'upgrade', upgrade: 'websocket' };
    await new Promise<void>((resolve, reject) => {
      const asked = request(http, { headers }, (response) => response.resume().once('end', resolve));
      asked.once('error', reject).end();
    });
  }
  await (await connectClient(server.url, { as: 'wall' })).close();
});
