import { setTimeout as sleep } from 'node:timers/promises';
import { sql as statement } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { connect } from './connect.ts';
import { createTestDatabase, databaseUrl, type TestDatabase } from './testing.ts';

/** How long connections are cut in each test at least, and how often. */
const STORM_MS = 1_500;
const EVERY_MS = 15;

let database: TestDatabase;
let server: postgres.Sql;
const escaped: unknown[] = [];
const note = (error: unknown) => void escaped.push(error);

beforeAll(async () => {
  database = await createTestDatabase();
  server = postgres(databaseUrl(inject('testServer'), 'postgres'), { max: 1 });
  await database.sql`create table pairs (attempt integer, half text)`;
});

beforeEach(() => {
  escaped.length = 0;
  process.on('uncaughtException', note).on('unhandledRejection', note);
});

afterEach(() => {
  process.off('uncaughtException', note).off('unhandledRejection', note);
});

afterAll(async () => {
  await server.end();
  await database.drop();
});

test('transactions that are cut reject, leave nothing half done, and their connections come back', async () => {
  let attempts = 0;
  const outcomes = { committed: 0, cut: 0 };
  const work = async () => {
    const attempt = ++attempts;
    const insert = (half: string) => statement`insert into pairs values (${attempt}, ${half})`;
    await database.tables
      .transaction(async (tx) => {
        await tx.execute(insert('first'));
        await sleep(attempt % 10);
        // Work that does not notice the loss must not go on in the session that the connection has next.
        await tx.execute(insert('second')).catch(() => tx.execute(insert('third')));
      })
      .then(
        () => outcomes.committed++,
        () => outcomes.cut++,
      );
  };
  await inStorm(work, () => outcomes.cut > 5);
  expect(
    await database.sql`select attempt from pairs group by attempt having array_agg(half order by half) <> '{first,second}'`,
  ).toEqual([]);
  await expectRecovered();
});

test('connections of their own that are cut reject, and later ones work', async () => {
  let cut = 0;
  const work = async () => {
    const connection = await database.sql.reserve().catch(() => undefined);
    try {
      await connection?.unsafe('select pg_sleep(0.005)');
      await connection?.unsafe('select pg_sleep(0.005)');
    } catch {
      cut++;
    } finally {
      connection?.release();
    }
  };
  await inStorm(work, () => cut > 5);
  await expectRecovered();
});

test('clients that are cut while they connect reject, or answer late', async () => {
  await inStorm(async () => {
    const own = connect(database.url, { connections: 2 });
    await Promise.allSettled([own.sql`select ${[1, 2]}::int[]`, own.tables.execute(statement`select 1`)]);
    await own.close();
  });
  await expectRecovered();
});

test('listeners on several channels hear again after their connection was cut', async () => {
  const heard: string[] = [];
  for (const channel of ['one', 'two', 'three']) await database.sql.listen(channel, (payload) => heard.push(payload));
  await cutAll();
  await expect
    .poll(async () => {
      for (const channel of ['one', 'two', 'three']) await database.sql.notify(channel, channel);
      return [...new Set(heard)].sort();
    })
    .toEqual(['one', 'three', 'two']);
  expect(escaped).toEqual([]);
});

/**
 * Does the work on several strands for a while, and until it was hit often enough, in which every connection to the database is cut again
 * and again.
 */
async function inStorm(work: () => Promise<unknown>, enough = () => true): Promise<void> {
  const end = Date.now() + STORM_MS;
  const goesOn = () => Date.now() < end || !enough();
  const strand = async () => {
    while (goesOn()) await work();
  };
  const storm = async () => {
    for (; goesOn(); await sleep(EVERY_MS)) await cutAll();
  };
  await Promise.all([storm(), ...Array.from({ length: 4 }, strand)]);
}

const cutAll = () => server`
  select pg_terminate_backend(pid) from pg_stat_activity where datname = ${new URL(database.url).pathname.slice(1)}`;

/** Nothing has escaped, and as many queries as there are connections run side by side. */
async function expectRecovered(): Promise<void> {
  await expect
    .poll(() =>
      database.sql`select 1`.then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  await expect
    .poll(() =>
      database.tables.execute(statement`select 1`).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  // Each is held until all are there.
  const held = await Promise.all(Array.from({ length: 5 }, () => database.sql.reserve()));
  const pids = await Promise.all(held.map((one) => one<{ pid: number }[]>`select pg_backend_pid() as pid`));
  for (const one of held) one.release();
  expect(new Set(pids.map(([row]) => row?.pid)).size).toBe(5);
  expect(escaped).toEqual([]);
}
