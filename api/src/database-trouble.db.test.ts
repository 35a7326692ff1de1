import { dispatcher } from '@relight/shared/operation/testing/world';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openArea } from './operations/testing/open-operations.ts';
import { PASSWORD, startTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
/** Whoever mends the database. */
let administrator: postgres.Sql;

beforeEach(async () => {
  server = await startTestServer();
  administrator = postgres(server.database.url, { max: 1, onnotice: () => {} });
  // What everybody needs to begin with.
  await server.cookieOf('dispatcher');
  await server.cookieOf('viewer');
});

// Nobody is cut off here: the server would lose the connections with which it takes its leave.
afterEach(async () => {
  await mend();
  await administrator.end();
  await server.close();
});

const TABLES = ['trouble_reports', 'meter_events', 'scada_events', 'sessions', 'installation', 'commands'];
const name = () => new URL(server.database.url).pathname.slice(1);

/** Whatever is written fails as PostgreSQL fails when its disk is full, its memory used up, and so on. */
const failWith = (code: string) =>
  administrator.unsafe(
    `create function fail() returns trigger language plpgsql as $$ begin raise exception 'as asked' using errcode = '${code}'; end $$;
    ${TABLES.map((table) => `create trigger fail before insert on ${table} execute function fail()`).join(';')}`,
  );
const makeReadOnly = () =>
  administrator.unsafe(`alter database ${name()} set default_transaction_read_only = on`).then(cut);
/** For whoever connects from now on. */
const mend = () =>
  administrator.unsafe(
    `set default_transaction_read_only = off; drop function if exists fail cascade; alter database ${name()} reset all`,
  );
/** Ends every other connection, and waits until that has happened. */
const cut = () => administrator`
  select pg_terminate_backend(pid, 60000) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

const at = () => new Date().toISOString();
const post = (path: string, as: 'intake' | 'dispatcher' | undefined, json: unknown) =>
  server.request(path, { as, json, method: 'POST' });

const written: Readonly<Record<string, () => Promise<Response>>> = {
  reports: () =>
    post('/api/operations/op/reports', 'intake', { id: 'r1', at: at(), channel: 'phone', servicePoint: 'sp-1' }),
  'meter events': () =>
    post('/api/operations/op/meter-events', 'intake', { id: 'm1', at: at(), servicePoint: 'sp-1', kind: 'lastGasp' }),
  'sign-in': () => post('/api/session', undefined, { username: 'dispatcher', password: PASSWORD }),
  orders: () => post('/api/operations/op/commands', 'dispatcher', openArea(1)),
  health: () => server.request('/api/health'),
};

const CODES = {
  '53100': ['databaseFull', /disk of the database is full/],
  '53200': ['databaseExhausted', /run out of memory/],
  '58030': ['databaseFailing', /cannot read or write its own files/],
  '57014': ['databaseSlow', /took too long/],
  '25006': ['databaseReadOnly', /read-only/],
} as const;

test.each(Object.entries(CODES))(
  '%s is told with its reason and when to come again, by whatever writes',
  async (code, told) => {
    const [name, reason] = told;
    await (code === '25006' ? makeReadOnly() : failWith(code));
    for (const [what, write] of Object.entries(written)) {
      // The first after the cut may still meet the connection that is gone.
      await expect
        .poll(async () => {
          const response = await write();
          const { error } = await response.json();
          return {
            what,
            status: response.status,
            retry: response.headers.get('retry-after'),
            code: error.code,
            message: error.message,
          };
        })
        .toMatchObject({
          what,
          status: 503,
          retry: expect.stringMatching(/^\d+$/),
          code: what === 'orders' ? 'unavailable' : name,
          message: expect.stringMatching(reason),
        });
    }
    await mend();
    if (code === '25006') await cut();
    for (const write of Object.values(written)) await expect.poll(async () => (await write()).status).toBe(200);
  },
);

test('who may look goes on looking at a database that is read-only, also after a long rest', async () => {
  await administrator`update sessions set last_used_at = now() - interval '5 minutes'`;
  await makeReadOnly();
  await expect.poll(async () => (await server.request('/api/operations/op/state', { as: 'viewer' })).status).toBe(200);
  expect((await server.request('/api/session', { as: 'viewer' })).status).toBe(200);
});

test('an order on the socket is told the reason, and is judged when the same is sent again', async () => {
  await failWith('53100');
  expect(await server.operations.submit('op', openArea(1), dispatcher)).toMatchObject({
    outcome: 'failed',
    code: 'unavailable',
    message: expect.stringMatching(/disk of the database is full.*Send the same command again/),
  });
  await mend();
  await expect
    .poll(async () => (await server.operations.submit('op', openArea(1), dispatcher)).outcome)
    .toBe('accepted');
});

test('health tells the free space where the data are', async () => {
  const answer = await (await server.request('/api/health')).json();
  expect(answer).toEqual({ status: 'ok', version: '0.0.0', database: 'ok', diskFreeBytes: expect.any(Number) });
  expect(answer.diskFreeBytes).toBeGreaterThan(0);
});
