import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sql as statement } from 'drizzle-orm';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { connect, type Database } from './connect.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let database: TestDatabase;
/** One connection for each of its two clients, so that what a query leaves behind meets the next. */
let single: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.sql`insert into operations (id, kind, name_zh, name_en, head_hash) values ('op', 'live', '站', 'Centre', '')`;
});

beforeEach(async () => {
  single = connect(database.url, { connections: 1 });
  await single.sql`select 1`;
});

afterEach(() => single.close());

afterAll(() => database.drop());

const READ = 'select id from operations';
const KEPT = [{ id: 'op' }];
const FAILS_AT_THE_FIFTH_ROW = 'select 1 / (5 - g) as n from generate_series(1, 10) g';
const read = () => single.sql.unsafe(READ);

test('a query that fails in the middle of its rows leaves the answer of the next alone', async () => {
  await expect(single.sql`select 1 / (5 - g) as n from generate_series(1, 10) g`).rejects.toThrow(/division by zero/);
  expect(await single.sql`select id from operations`).toEqual(KEPT);
  await expect(single.tables.execute(statement.raw(FAILS_AT_THE_FIFTH_ROW))).rejects.toThrow();
  expect(await single.tables.execute(statement.raw(READ))).toEqual(KEPT);
});

test('the same when the failing query and the next are on their way together', async () => {
  const failing = single.sql.unsafe(FAILS_AT_THE_FIFTH_ROW).execute();
  const next = read().execute();
  await expect(failing).rejects.toThrow(/division by zero/);
  expect(await next).toEqual(KEPT);
});

test('a large read that is cancelled in the middle leaves the answer of the next alone', async () => {
  const large = single.sql`
    select repeat('x', 1000) as text, case when g > 1000 then pg_sleep(60) end as waits from generate_series(1, 1001) g`.execute();
  const cancelled = expect(large).rejects.toThrow(/canceling statement/);
  await expect
    .poll(
      () => database.sql`select pg_cancel_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event = 'PgSleep'`,
    )
    .not.toEqual([]);
  await cancelled;
  expect(await read()).toEqual(KEPT);
});

test('rows that are told one by one, or in pages, and fail in the middle leave the answer of the next alone', async () => {
  await expect(single.sql.unsafe(FAILS_AT_THE_FIFTH_ROW).forEach(() => {})).rejects.toThrow(/division by zero/);
  expect(await read()).toEqual(KEPT);
  const paged = async () => {
    for await (const page of single.sql`select 1 / (5 - g) as n from generate_series(1, 10) g`.cursor(3)) void page;
  };
  await expect(paged()).rejects.toThrow(/division by zero/);
  expect(await read()).toEqual(KEPT);
});

test('a value that cannot be sent fails its own query alone, also while others are on their way', async () => {
  // Prepared, so that the value is written down at once.
  await single.sql`select ${new Date()}::timestamptz as at`;
  for (const wrong of [undefined, new Date(Number.NaN)]) {
    const outcomes = await Promise.allSettled([
      single.sql`select 1 as n`,
      single.sql`select ${wrong as Date}::timestamptz as at`,
      single.sql`select 2 as n`,
      read(),
    ]);
    expect(outcomes.map(outline)).toEqual([[{ n: 1 }], 'rejected', [{ n: 2 }], KEPT]);
  }
});

test('a query that is cancelled while it waits takes nobody else’s answer', async () => {
  const first = single.sql`select 1 as n from pg_sleep(0.05)`.execute();
  const second = single.sql`select 2 as n`.execute();
  const third = single.sql`select 3 as n`.execute();
  // By now all three are on their way.
  await new Promise(setImmediate);
  second.cancel();
  const outcomes = (await Promise.allSettled([first, second, third, read()])).map(outline);
  // The second may have been answered before it was cancelled.
  expect(outcomes).toEqual([[{ n: 1 }], outcomes[1] === 'rejected' ? 'rejected' : [{ n: 2 }], [{ n: 3 }], KEPT]);
});

test('a copy that the server does not take fails, and the next query is answered', async () => {
  const into = await single.sql`copy bases (id) from stdin`.writable();
  await expect(pipeline(Readable.from(['no name\n']), into)).rejects.toThrow(/null value in column/);
  expect(await read()).toEqual(KEPT);
});

test('an answer that does not hold as many rows as the server counted is an error', async () => {
  const server = createServer((socket) => tellTwoRowsAndCountThree(socket)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const sql = postgres({
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    max: 1,
    fetch_types: false,
    password: 'any',
  });
  await expect(sql.unsafe(READ)).rejects.toMatchObject({ code: 'ROWS_MISSING' });
  await sql.end({ timeout: 0 });
  server.close();
});

const outline = (outcome: PromiseSettledResult<Iterable<unknown>>) =>
  outcome.status === 'fulfilled' ? [...outcome.value] : outcome.status;

/** As much of a PostgreSQL server as answers every simple query with two rows of three. */
function tellTwoRowsAndCountThree(socket: Socket): void {
  const message = (type: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts);
    return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
  };
  const int32 = (n: number) => Buffer.from([n >>> 24, n >>> 16, n >>> 8, n]);
  const int16 = (n: number) => Buffer.from([n >>> 8, n]);
  const ready = message('Z', Buffer.from('I'));
  const columns = message(
    'T',
    int16(1),
    Buffer.from('id\0'),
    int32(0),
    int16(0),
    int32(25),
    int16(-1),
    int32(-1),
    int16(0),
  );
  const row = message('D', int16(1), int32(2), Buffer.from('op'));
  const counted = message('C', Buffer.from('SELECT 3\0'));
  socket.once('data', () => {
    socket.write(Buffer.concat([message('R', int32(0)), ready]));
    socket.on('data', (asked) => {
      if (asked[0] === 'Q'.charCodeAt(0)) socket.write(Buffer.concat([columns, row, row, counted, ready]));
    });
  });
}
