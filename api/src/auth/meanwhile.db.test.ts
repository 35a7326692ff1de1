import { sessions as sessionTable, users } from '@relight/db/schema/people';
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PASSWORD, startTestServer, type TestServer } from '../testing/test-server.ts';
import { ACCESS_LOG_END } from './access-log.ts';
import { hashPassword } from './passwords.ts';
import { updateUser } from './users.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(() => server.forgetCookies());
afterAll(() => server.close());

const OTHER = 'another long enough sentence';
const signIn = (username: string, password: string) =>
  server.request('/api/session', { json: { username, password }, from: '203.0.113.7' });
const setPassword = (user: string, password: string) =>
  server.request(`/api/users/${user}/password`, { as: 'admin', json: { password } });

const waitingForLocks = async () => {
  const [row] = await server.database.sql<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return row?.count ?? 0;
};

/** Requests that come to the door of users and keys at the same time, and go through it in this order. */
const atOnce = async (...requests: (() => Promise<Response>)[]): Promise<number[]> => {
  const answers: Promise<Response>[] = [];
  await server.database.sql.begin(async (tx) => {
    await tx`select 1 from installation where name = ${ACCESS_LOG_END} for update`;
    for (const [n, request] of requests.entries()) {
      answers.push(request());
      await expect.poll(waitingForLocks).toBe(n + 1);
    }
  });
  return (await Promise.all(answers)).map(({ status }) => status);
};

test('a password that was right a moment ago opens no session when another one is set meanwhile', async () => {
  const hash = await hashPassword(PASSWORD);
  let answer: Promise<Response> | undefined;
  let answered = false;
  await server.database.sql.begin(async (tx) => {
    // As a change that has not been committed yet; to the log it is none.
    await tx`update users set password_hash = ${hash} where id = 'usr_viewer'`;
    await tx`delete from sessions where user_id = 'usr_viewer'`;
    answer = signIn('viewer', PASSWORD);
    answer.then(() => {
      answered = true;
    });
    await expect.poll(async () => answered || (await waitingForLocks()) === 1).toBe(true);
    await tx`update users set password_hash = ${'$other'} where id = 'usr_viewer'`;
  });
  expect((await answer)?.status).toBe(401);
  expect(await setPassword('usr_viewer', PASSWORD)).toMatchObject({ status: 204 });
  expect((await signIn('viewer', PASSWORD)).status).toBe(200);
});

test('who changes the password loses against the administrator who sets another one at the same time', async () => {
  const own = { as: 'manager', json: { current: PASSWORD, password: 'what the thief would like' } } as const;
  await Promise.all([server.cookieOf('manager'), server.cookieOf('admin')]);
  const answers = await atOnce(
    () => setPassword('usr_manager', OTHER),
    () => server.request('/api/session/password', own),
  );
  expect(answers).toEqual([204, 401]);
  expect((await signIn('manager', own.json.password)).status).toBe(401);
  expect((await signIn('manager', OTHER)).status).toBe(200);
});

test('of two administrators who disable each other at the same time one stays', async () => {
  const second = { username: 'second', role: 'admin', password: OTHER, name: { zh: '二', en: 'Second' } };
  const { id } = await (await server.request('/api/users', { as: 'admin', json: second })).json();
  const cookie = (await signIn('second', OTHER)).headers.getSetCookie()[0] ?? '';
  const disable = (user: string, as: object) =>
    server.request(`/api/users/${user}`, { ...as, method: 'PATCH', json: { disabled: true } });
  expect(
    await atOnce(
      () => disable(id, { as: 'admin' }),
      () => disable('usr_admin', { headers: { cookie } }),
    ),
  ).toEqual([200, 401]);
  const enabled = and(eq(users.role, 'admin'), eq(users.disabled, false));
  expect(await server.database.tables.select({ id: users.id }).from(users).where(enabled)).toEqual([
    { id: 'usr_admin' },
  ]);
});

test('the sessions of who is disabled are gone with it, whatever happens to the server after that', async () => {
  await server.cookieOf('dispatcher');
  const { ended } = await updateUser(server.database.tables, 'usr_dispatcher', { disabled: true }, 'usr_admin');
  expect(ended).toHaveLength(1);
  const left = await server.database.tables
    .select()
    .from(sessionTable)
    .where(eq(sessionTable.userId, 'usr_dispatcher'));
  expect(left).toEqual([]);
  await updateUser(server.database.tables, 'usr_dispatcher', { disabled: false }, 'usr_admin');
});
