import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findPostmaster } from './embedded/postmaster.ts';
import { identify, isAlive } from './embedded/processes.ts';
import { type EmbeddedDatabase, openEmbedded } from './embedded.ts';
import { guardAgainstSuddenDeath } from './testing/guard.ts';

let dataDir: string;
let callOffGuard: () => void;
const opened: EmbeddedDatabase[] = [];
const children: ChildProcess[] = [];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'relight-embedded-'));
  callOffGuard = guardAgainstSuddenDeath(dataDir);
});

afterEach(async () => {
  for (const child of children.splice(0))
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  for (const database of opened.splice(0)) await database.stop();
  const left = server();
  if (left) {
    // The last opener was killed by the test: open and leave once more, which stops the server.
    await (await openEmbedded({ dataDir, log: () => {}, durable: false })).stop();
  }
  callOffGuard();
  rmSync(dataDir, { recursive: true, force: true });
});

test('a fresh directory gets a server with checksums, on the loopback address, behind a password of its own', async () => {
  const { url } = await open();
  const { hostname, password } = new URL(url);
  expect(hostname).toBe('127.0.0.1');
  expect(password.length).toBeGreaterThanOrEqual(32);
  expect(statSync(join(dataDir, 'server', 'password')).mode & 0o777).toBe(0o600);
  expect(await query(url, 'show data_checksums')).toBe('on');
  expect(await query(url, 'show listen_addresses')).toBe('127.0.0.1');
  expect(await query(url, 'show server_version')).toMatch(/^18/);

  const wrong = postgres(url.replace(password, 'guessed'), { max: 1 });
  await expect(wrong`select 1`).rejects.toThrow(/password authentication failed/);
  await wrong.end();
});

test('the role that serves is no superuser, and keeps its password; a directory from before it gets one', async () => {
  const first = await open();
  await first.stop();
  rmSync(join(dataDir, 'server', 'server-password'));
  const { serverUrl } = await open();
  expect(statSync(join(dataDir, 'server', 'server-password')).mode & 0o777).toBe(0o600);
  expect(await query(serverUrl, 'select rolsuper from pg_roles where rolname = current_user')).toBe(false);
  await expect(query(serverUrl, 'create table mine (id int)')).rejects.toThrow(/permission denied/);
  expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8')).not.toContain('alter role');
  const second = await open();
  expect(second.serverUrl).toBe(serverUrl);
});

test('a product flushes to disk what it commits', async () => {
  const database = await open({ durable: true });
  expect(await query(database.url, 'show fsync')).toBe('on');
  expect(await query(database.url, 'show synchronous_commit')).toBe('on');
  expect(await query(database.url, 'show full_page_writes')).toBe('on');
});

test('after a clean stop no server runs, and what was written is there at the next start', async () => {
  const first = await open();
  await query(first.url, 'create table kept as select 42 as answer');
  const running = server();
  await first.stop();
  await first.stop();
  expect(running && isAlive(running.process)).toBe(false);
  const second = await open();
  expect(await query(second.url, 'select answer from kept')).toBe(42);
});

test('what callers said and their numbers are never in the server’s log', async () => {
  const { url, serverUrl } = await open();
  const log = join(dataDir, 'postgres.log');
  const client = postgres(url, { max: 1 });
  await client`create table calls (id text primary key, line text not null, note text)`;
  const calls = Array.from({ length: 50 }, (_, n) => ({ id: `c${n}`, line: 'L1', note: `王女士 ring 138000011${n}` }));
  const store = (rows: readonly object[], seconds: number) => client`
    insert into calls select call.* from jsonb_populate_recordset(null::calls, ${JSON.stringify(rows)}::text::jsonb) as call,
    pg_sleep(${seconds})`;
  await store(calls, 1.1);
  await expect.poll(() => readFileSync(log, 'utf8')).toContain('insert into calls');
  await expect(store(calls.slice(0, 1), 0)).rejects.toThrow(/duplicate key/);
  await expect(store([{ ...calls[0], id: 'another', line: null }], 0)).rejects.toThrow(/not-null/);
  await expect(client`select ${'王女士 ring 1380000111'}::text::jsonb`).rejects.toThrow(/invalid input syntax/);
  // PostgreSQL quotes the value in the message itself: what the server does wrong stands in its own log, without it.
  const server = postgres(serverUrl, { max: 1 });
  await expect(server`select ${'王女士 1380000113'}::text::timestamptz`).rejects.toThrow(/invalid input syntax/);
  await server.end();
  await expect(client`insert into calls (note) values (${'王女士 ring 1380000112'})`).rejects.toThrow(/not-null/);
  await expect.poll(() => readFileSync(log, 'utf8').match(/ERROR/g)?.length).toBeGreaterThanOrEqual(4);
  expect(readFileSync(log, 'utf8')).not.toMatch(/王女士|138000011/);
  await client.end();
});

test('the server’s log stays short while it runs', async () => {
  const { url } = await open();
  const log = join(dataDir, 'postgres.log');
  const client = postgres(url, { max: 1 });
  await client.unsafe(`do $$ begin for n in 1..11 loop raise log '%', repeat('x', 1000000); end loop; end $$`);
  await expect.poll(() => statSync(log).size).toBeLessThan(1_000_000);
  expect(statSync(`${log}.old`).size).toBeGreaterThan(10_000_000);
  await client.unsafe(`do $$ begin raise log 'still heard'; end $$`);
  await expect.poll(() => readFileSync(log, 'utf8')).toContain('still heard');
  expect(statSync(log).size).toBeLessThan(1_000_000);
  await client.end();
});

test('a server that is killed comes back where it was, with what was committed', async () => {
  const { url } = await open({ durable: true });
  const client = postgres(url, { max: 2, backoff: () => 0.05 });
  await client`create table kept as select 42 as answer`;
  const killed = server();
  process.kill(killed?.process.pid ?? 0, 'SIGKILL');
  await expect.poll(() => client`select answer from kept`.then(([row]) => row?.answer, String)).toBe(42);
  expect(server()?.process).not.toEqual(killed?.process);
  await client.end();
});

test('the server of a killed process is taken over, and stops with its new owner', async () => {
  const owner = await openInAnotherProcess();
  const before = server();
  owner.process.kill('SIGKILL');
  await once(owner.process, 'exit');
  const { url, stop } = await open();
  expect(url).toBe(owner.url);
  expect(server()).toEqual(before);
  await stop();
  expect(server()).toBeUndefined();
});

test('a second process on the same directory uses the running server, which stops when both have left', async () => {
  const other = await openInAnotherProcess();
  const { url, stop } = await open();
  expect(url).toBe(other.url);
  await stop();
  expect(server()).toBeDefined();
  other.process.kill('SIGTERM');
  await once(other.process, 'exit');
  expect(server()).toBeUndefined();
});

test('of several that open a new directory at the same moment all get the same server', async () => {
  const [one, two, three] = await Promise.all([openInAnotherProcess(), openInAnotherProcess(), open()]);
  expect(new Set([one.url, two.url, three.url]).size).toBe(1);
});

test('what was committed survives a crash, and a pid file left by it is no obstacle, also when its number belongs to another process by now', async () => {
  const pidFile = join(dataDir, 'server', 'data', 'postmaster.pid');
  const first = await open({ durable: true });
  await query(first.url, 'create table kept as select 42 as answer');
  const crashed = readFileSync(pidFile, 'utf8');
  const running = server();
  if (running) process.kill(running.process.pid, 'SIGKILL');
  while (running && isAlive(running.process)) await sleep(10);
  await first.stop();
  writeFileSync(pidFile, crashed.replace(/^\d+/, String(process.pid)));

  const second = await open({ durable: true });
  expect(await query(second.url, 'select answer from kept')).toBe(42);
  expect(server()?.process.pid).not.toBe(process.pid);
});

test('a server whose process is a zombie is not taken for a running one', {
  skip: process.platform !== 'linux',
}, async () => {
  // What never waits for its child keeps it as a zombie. A shell may wait for it: the child ends when there is a `sleep` in the shell's place.
  const child = '(until [ "$(cat /proc/$$/comm)" = sleep ]; do :; done)';
  const parent = spawn('/bin/sh', ['-c', `${child} & echo $!; exec sleep 60`], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(parent);
  const zombie = Number(String((await once(parent.stdout, 'data'))[0]));
  await expect.poll(() => readFileSync(`/proc/${zombie}/stat`, 'utf8')).toMatch(/\) Z /);
  expect(isAlive(identify(zombie))).toBe(false);
});

async function open({ durable } = { durable: false }): Promise<EmbeddedDatabase> {
  const database = await openEmbedded({ dataDir, log: () => {}, durable });
  opened.push(database);
  return database;
}

/** A process that has the directory open until it gets SIGTERM. */
async function openInAnotherProcess(): Promise<{ url: string; process: ChildProcess }> {
  const program = `
    import { openEmbedded } from ${JSON.stringify(fileURLToPath(new URL('./embedded.ts', import.meta.url)))};
    const database = await openEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log: () => {}, durable: false });
    process.on('SIGTERM', () => database.stop().then(() => process.exit(0)));
    process.stdout.write(database.url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [url] = await once(child.stdout, 'data');
  return { url: String(url), process: child };
}

async function query(url: string, statement: string): Promise<unknown> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql.unsafe(statement).values();
    return row?.[0];
  } finally {
    await sql.end();
  }
}

function server() {
  return findPostmaster(join(dataDir, 'server', 'data'));
}
