import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import { stateHash } from '@relight/shared/operation/state-hash';
import { dispatcher } from '@relight/shared/operation/testing/world';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Operations } from './operations.ts';
import { connectClient, startLiveServer } from './testing/live-server.ts';
import { note } from './testing/notes.ts';
import { createTestOperation, must, openArea, openOperations } from './testing/open-operations.ts';

let database: TestDatabase;
let operations: Operations;
let server: Awaited<ReturnType<typeof startLiveServer>>;

beforeEach(async () => {
  database = await createTestDatabase();
  operations = await openOperations(database.sql);
  await createTestOperation(operations);
  server = await startLiveServer(operations);
});

afterEach(async () => {
  await server.close();
  await operations.close();
  await database.drop();
});

test('a client that has nothing gets the state, then every event', async () => {
  await must(operations, openArea(1));
  const client = await connectClient(server.url);
  const welcome = await client.waitFor('welcome');
  expect(welcome).toMatchObject({ version: 1, operation: 'op', actor: dispatcher, head: 2 });
  await must(operations, openArea(2));
  await client.at(3);
  expect(client.heard.slice(0, 2).map((it) => it.kind)).toEqual(['welcome', 'snapshot']);
  expect(client.events.map((it) => it.seq)).toEqual([3]);
  expect(client.state).toEqual(await operations.state('op'));
  await client.close();
});

test('a client that comes back gets exactly what it missed', async () => {
  for (const n of [1, 2, 3, 4]) await must(operations, openArea(n));
  const state = await operations.stateAt('op', 2);
  const client = await connectClient(server.url, state && { state });
  await client.at(5);
  expect(client.events.map((it) => it.seq)).toEqual([3, 4, 5]);
  expect(client.heard.some((it) => it.kind === 'snapshot')).toBe(false);
  await client.close();
});

test('a client from a future that never was, or too far back, gets the state', async () => {
  const ahead = await connectClient(`${server.url}&from=900`);
  expect(await ahead.waitFor('snapshot')).toMatchObject({ state: { seq: 1 } });
  await ahead.close();
  await must(operations, openArea(1));
  await Promise.all(Array.from({ length: 2100 }, (_, n) => operations.submit('op', note(n), dispatcher)));
  const behind = await connectClient(`${server.url}&from=0`);
  expect(await behind.waitFor('snapshot')).toMatchObject({ state: { seq: 2102 } });
  await behind.close();
});

test('a command is answered and reaches everybody; the same command again gets the same answer', async () => {
  const [giver, wall] = await Promise.all([connectClient(server.url), connectClient(server.url, { as: 'wall' })]);
  for (let i = 0; i < 2; i += 1) giver.say({ kind: 'command', command: openArea(1) });
  await wall.at(2);
  await giver.at(2);
  await expect.poll(() => giver.heard.filter((it) => it.kind === 'answer')).toHaveLength(2);
  for (const message of giver.heard.filter((it) => it.kind === 'answer')) {
    expect(message).toEqual({ kind: 'answer', command: 'open-area-1', result: { outcome: 'accepted', seq: 2 } });
  }
  giver.say({ kind: 'command', command: { id: 'c', type: 'addNote', incident: 'inc_9', text: 'x' } });
  expect(await giver.waitFor('answer', (it) => it.command === 'c')).toMatchObject({
    result: { outcome: 'refused', code: 'incidentUnknown', details: { incident: 'inc_9' } },
  });
  wall.say({ kind: 'command', command: openArea(2) });
  expect(await wall.waitFor('answer')).toMatchObject({ result: { outcome: 'refused', code: 'notPermitted' } });
  await Promise.all([giver.close(), wall.close()]);
});

test('heartbeats come every second with the head, and the hash of the state at it', async () => {
  const client = await connectClient(server.url);
  const beat = await client.waitFor('heartbeat', (it) => it.hash !== undefined);
  expect(beat).toMatchObject({ head: 1, hashSeq: 1, hash: stateHash(client.state) });
  await client.close();
});

test('a message that is none ends the connection with what is wrong; a wrong order is answered', async () => {
  const talk = async (text: string) => {
    const client = await connectClient(server.url);
    client.ws.send(text);
    const bye = await client.waitFor('bye');
    expect(await client.closed).toBe(1008);
    return bye;
  };
  expect(await talk('{')).toMatchObject({ reason: 'badMessage', retry: false, message: 'not JSON' });
  expect(await talk('{"kind":"resume","from":-1}')).toMatchObject({ message: expect.stringMatching(/^from: /) });
  expect(await talk('null')).toMatchObject({ reason: 'badMessage' });
  expect(await talk('['.repeat(40_000))).toMatchObject({ message: 'more than 30000 members' });
  expect(await talk('{"kind":"position","lon":120,"lat":30}')).toMatchObject({
    message: expect.stringContaining('crew'),
  });
  const client = await connectClient(server.url);
  client.ws.send('{"kind":"command","command":{"id":"odd","type":"launch"}}');
  expect(await client.waitFor('answer')).toMatchObject({ command: 'odd', result: { code: 'invalid' } });
  await client.close();
});

test('a client asks again after a gap', async () => {
  await must(operations, openArea(1));
  const client = await connectClient(server.url);
  await client.waitFor('snapshot');
  client.say({ kind: 'resume', from: null });
  await expect.poll(() => client.heard.filter((it) => it.kind === 'snapshot')).toHaveLength(2);
  await client.close();
});

test('a crew says where it is, and everybody hears it', async () => {
  const [crew, wall] = await Promise.all([
    connectClient(server.url, { as: 'crew' }),
    connectClient(server.url, { as: 'wall' }),
  ]);
  await wall.waitFor('welcome');
  crew.say({ kind: 'position', lon: 120.2, lat: 30.2 });
  expect(await wall.waitFor('positions')).toMatchObject({ positions: [{ crew: 'crew_one', lon: 120.2, lat: 30.2 }] });
  const late = await connectClient(server.url);
  expect(await late.waitFor('positions')).toMatchObject({ positions: [{ crew: 'crew_one' }] });
  await Promise.all([crew.close(), wall.close(), late.close()]);
});

test('strangers, other pages and unknown operations are turned away before there is a socket', async () => {
  await expect(connectClient(server.url, { as: 'nobody' })).rejects.toThrow('HTTP 401');
  await expect(connectClient(server.url, { headers: { origin: 'https://elsewhere.example' } })).rejects.toThrow(
    'HTTP 403',
  );
  const basic = { origin: 'https://elsewhere.example', authorization: 'Basic eDp5' };
  await expect(connectClient(server.url, { headers: basic })).rejects.toThrow('HTTP 403');
  await expect(connectClient(server.url.replace('=op', '=other'))).rejects.toThrow('HTTP 404');
  await expect(connectClient(server.url.replace('/live', '/dead'))).rejects.toThrow('HTTP 404');
  await expect(connectClient(`${server.url}&from=x`)).rejects.toThrow('HTTP 422');
  const host = new URL(server.url).host;
  const own = await connectClient(server.url, { headers: { origin: `http://${host}` } });
  await own.close();
});

test('a session that ends while its socket is being opened is signed out too', async () => {
  const slow = await startLiveServer({
    ...operations,
    async room(id) {
      slow.revoke('dispatcher');
      return operations.room(id);
    },
  });
  const client = await connectClient(slow.url);
  expect(await client.waitFor('bye')).toMatchObject({ reason: 'signedOut', retry: false });
  await slow.close();
  // It is forgotten afterwards: the next socket may be of a session that began since.
  const next = await connectClient(server.url);
  await next.waitFor('snapshot');
  await next.close();
});

test('a session that ends, another version and a server that stops say goodbye', async () => {
  const client = await connectClient(server.url);
  server.revoke('dispatcher');
  expect(await client.waitFor('bye')).toMatchObject({ reason: 'signedOut', retry: false });
  const old = await connectClient(`${server.url}&version=0`);
  expect(await old.waitFor('bye')).toMatchObject({ reason: 'otherVersion', retry: false });
  const last = await connectClient(server.url);
  await last.waitFor('welcome');
  const bye = last.waitFor('bye');
  const stopped = server.close();
  expect(await bye).toMatchObject({ reason: 'shuttingDown', retry: true });
  expect(await last.closed).toBe(1001);
  await stopped;
  server = await startLiveServer(operations);
});
