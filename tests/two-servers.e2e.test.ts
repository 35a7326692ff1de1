import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectClient, type TestClient } from '@relight/api/operations/testing/live-server';
import { type EmbeddedDatabase, openEmbedded } from '@relight/db/embedded';
import { takeTurn } from '@relight/db/embedded/turns';
import { guardAgainstSuddenDeath } from '@relight/db/testing/guard';
import type { RecordedEvent } from '@relight/shared/operation/events';
import { initialState } from '@relight/shared/operation/state';
import { stateHash } from '@relight/shared/operation/state-hash';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningProduct, runProduct, startProduct } from './product.ts';

/** Two servers on one database, as behind one address; commands, sockets and sudden deaths on both. */
const OPERATION = 'joint';
const VERIFY_LOG = [process.execPath, 'scripts/run.mjs', 'verify-log'] as const;

let dataDir: string;
let database: EmbeddedDatabase;
let callOffGuard: () => void;
let one: RunningProduct;
let other: RunningProduct;
let cookie: string;
const clients: TestClient[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'relight-two-'));
  const directory = join(dataDir, 'database');
  callOffGuard = guardAgainstSuddenDeath(directory);
  // Durable, because it is killed: what it has confirmed must survive that.
  database = await openEmbedded({ dataDir: directory, log: () => {} });
  one = await start();
  other = await start();
  cookie = await signIn('manager');
  await order(one, {
    id: 'open',
    type: 'openOperation',
    kind: 'live',
    name: { zh: '联合', en: 'Joint' },
    network: null,
  });
  await order(other, {
    id: 'incident',
    type: 'openIncident',
    incident: 'inc_1',
    site: {
      type: 'area',
      outline: [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
      customers: 10,
      name: 'North',
      area: 'rural',
    },
    since: new Date(Date.now() - 60_000).toISOString(),
    reason: null,
    hazard: false,
  });
});

afterAll(async () => {
  for (const client of clients) await client.close();
  await other?.stop();
  await one?.stop();
  await database?.stop();
  callOffGuard?.();
  rmSync(dataDir, { recursive: true, force: true });
});

test('commands on both servers reach the sockets of both, in one order, and all end with the same state', async () => {
  const followers = [await follow(one), await follow(other), await follow(other)];
  const answers = await Promise.all(
    Array.from({ length: 120 }, (_, n) => order(n % 2 === 0 ? one : other, note(`both-${n}`))),
  );
  const head = Math.max(...answers.map(({ seq }) => seq));
  await Promise.all(followers.map((client) => client.at(head)));
  for (const client of followers.slice(1)) expect(client.events).toEqual(followers[0]?.events);
  const hashes = new Set(followers.map((client) => stateHash(client.state)));
  for (const server of [one, other]) hashes.add((await get<{ hash: string }>(server, 'state')).hash);
  expect(hashes.size).toBe(1);
});

test('the same command to both servers at once counts once', async () => {
  const [a, b] = await Promise.all([order(one, note('twice')), order(other, note('twice'))]);
  expect(a).toEqual(b);
  expect((await log()).filter(({ command }) => command === 'twice')).toHaveLength(1);
});

test('when the database is killed, both servers say so, live on, and their clients go on where they were', async () => {
  const followers = [await follow(one), await follow(other)];
  const postmaster = readFileSync(join(dataDir, 'database', 'server', 'data', 'postmaster.pid'), 'utf8');
  // It comes back by itself, but not before both have noticed: whoever starts it needs this turn.
  await takeTurn(join(dataDir, 'database', 'turns'), async () => {
    process.kill(Number(postmaster.split('\n')[0]), 'SIGKILL');
    await Promise.all([one, other].map((server) => untilHealth(server, 503)));
  });
  await Promise.all([one, other].map((server) => untilHealth(server, 200)));
  const { seq } = await order(one, note('after-the-database'));
  await Promise.all(followers.map((client) => client.at(seq)));
  expect([one.process.exitCode, other.process.exitCode]).toEqual([null, null]);
});

test('a server that is killed among commands loses none that was answered, and doubles none', async () => {
  const answered = new Map<string, number>();
  const unanswered: string[] = [];
  let killed = false;
  /** One command after the other: on the server that dies until one gets no answer, on the other some beyond that. */
  const strand = async (server: RunningProduct, name: string) => {
    for (let n = 0; server === one || !killed || n < 40; n++) {
      const id = `${name}-${n}`;
      const seq = await order(server, note(id)).then(
        (answer) => answer.seq,
        () => undefined,
      );
      if (seq !== undefined) answered.set(id, seq);
      else unanswered.push(id);
      if (seq === undefined && server === one) return;
    }
  };
  const strands = [1, 2, 3, 4].flatMap((n) => [strand(one, `one-${n}`), strand(other, `other-${n}`)]);
  while (answered.size < 100) await sleep(5);
  one.process.kill('SIGKILL');
  killed = true;
  await Promise.all(strands);
  // Whoever got no answer sends the same again, to whoever answers.
  for (const id of unanswered) answered.set(id, (await order(other, note(id))).seq);

  one = await start();
  const notes = (await log()).filter(({ event }) => event.type === 'noteAdded');
  const seqsOf = new Map<string, number[]>();
  for (const { command, seq } of notes) seqsOf.set(command, [...(seqsOf.get(command) ?? []), seq]);
  for (const [id, seq] of answered) expect(seqsOf.get(id), id).toEqual([seq]);
  const states = await Promise.all([one, other].map((server) => get<{ seq: number; hash: string }>(server, 'state')));
  expect(states[0]?.hash).toBe(states[1]?.hash);
  const verified = await runProduct({ RELIGHT_DATA: dataDir, DATABASE_URL: database.url }, VERIFY_LOG);
  expect(verified.output).toMatch(/3 of 3 logs are intact/);
  expect(verified.exitCode).toBe(0);
});

test('the simulated people live in one server only, and in the other when that one dies', async () => {
  let homes: readonly RunningProduct[] = [];
  while (homes.length !== 1) homes = await peopled();
  const [home] = homes;
  home?.process.kill('SIGKILL');
  const left = home === one ? other : one;
  await expect.poll(() => isPeopled(left)).toBe(true);
});

function start(): Promise<RunningProduct> {
  return startProduct({ variables: { RELIGHT_DATA: dataDir, DATABASE_URL: database.url } });
}

async function signIn(role: string): Promise<string> {
  const { username, password } = one.accounts()[role] ?? {};
  const answer = await fetch(`${one.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  expect(answer.ok).toBe(true);
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

/** @throws unless the command was accepted */
async function order(server: RunningProduct, command: object): Promise<{ seq: number }> {
  const answer = await fetch(`${server.url}/api/operations/${OPERATION}/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(command),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return answer.json() as Promise<{ seq: number }>;
}

function note(id: string): object {
  return { id, type: 'addNote', incident: 'inc_1', text: `note ${id}` };
}

async function get<Answer>(server: RunningProduct, path: string): Promise<Answer> {
  const answer = await fetch(`${server.url}/api/operations/${OPERATION}/${path}`, { headers: { cookie } });
  expect(answer.status).toBe(200);
  return answer.json() as Promise<Answer>;
}

/** The whole log, as the server that was not killed has it. */
async function log(): Promise<RecordedEvent[]> {
  const all: RecordedEvent[] = [];
  for (;;) {
    const events = await get<RecordedEvent[]>(other, `events?from=${all.length}&limit=1000`);
    if (events.length === 0) return all;
    all.push(...events);
  }
}

async function follow(server: RunningProduct): Promise<TestClient> {
  const url = `${server.url.replace('http', 'ws')}/api/live?operation=${OPERATION}`;
  const client = await connectClient(url, { as: cookie, state: initialState });
  clients.push(client);
  return client;
}

async function untilHealth(server: RunningProduct, status: number): Promise<void> {
  for (const end = Date.now() + 300_000; ; await sleep(20)) {
    if ((await fetch(`${server.url}/api/health`)).status === status) return;
    if (Date.now() > end) throw new Error(`${server.url} has not come to ${status}: ${server.output()}`);
  }
}

async function isPeopled(server: RunningProduct): Promise<boolean> {
  const answer = await fetch(`${server.url}/api/demo`, { headers: { cookie } }).catch(() => undefined);
  return answer?.ok === true && ((await answer.json()) as { available: boolean }).available;
}

async function peopled(): Promise<RunningProduct[]> {
  const lived = await Promise.all([one, other].map(async (server) => ((await isPeopled(server)) ? server : undefined)));
  return lived.filter((server) => server !== undefined);
}
