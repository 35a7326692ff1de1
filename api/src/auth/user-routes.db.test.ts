import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const name = { zh: '新人', en: 'Newcomer' };
const password = 'a long enough sentence';
const create = (user: object) => server.request('/api/users', { as: 'admin', json: { name, password, ...user } });

test('an administrator makes users, each name once', async () => {
  const made = await create({ username: 'New.Person', role: 'dispatcher' });
  expect(made.status).toBe(201);
  expect(await made.json()).toMatchObject({ username: 'New.Person', role: 'dispatcher', disabled: false });
  const again = await create({ username: 'new.person', role: 'viewer' });
  expect(again.status).toBe(409);
  expect((await create({ username: 'ｎｅｗ.Ｐerson', role: 'viewer' })).status).toBe(409);
  const wide = await create({ username: 'Ｗide１', role: 'viewer' });
  expect(await wide.json()).toMatchObject({ username: 'Wide1' });
  const all = await (await server.request('/api/users', { as: 'admin' })).json();
  expect(JSON.stringify(all)).not.toMatch(/argon2|password/i);
});

test.each([
  ['a short password', { username: 'x1', role: 'viewer', password: 'short' }],
  ['a password that everybody tries', { username: 'x2', role: 'viewer', password: 'password123' }],
  ['a password made of the user name', { username: 'dispatcher9', role: 'viewer', password: 'dispatcher9!' }],
  ['a machine’s role', { username: 'x3', role: 'intake' }],
  ['the system’s role', { username: 'x4', role: 'system' }],
  ['a crew user without a crew', { username: 'x5', role: 'crew' }],
  ['a crew that does not exist', { username: 'x6', role: 'crew', crew: 'crew_nine' }],
  ['a crew for somebody who is none', { username: 'x7', role: 'manager', crew: 'crew_one' }],
  ['a user name with a space', { username: 'a b', role: 'viewer' }],
  ['a member that is not known', { username: 'x8', role: 'viewer', admin: true }],
])('%s is refused, and the answer says which member is wrong', async (_, user) => {
  const response = await create(user);
  expect(response.status).toBe(422);
  const { error } = (await response.json()) as { error: { details: { member: string }[] } };
  expect(error.details[0]?.member).toMatch(/^(username|password|role|crew|admin)$/);
});

test('an administrator cannot lock the door from inside', async () => {
  const patch = await server.request('/api/users/usr_admin', {
    as: 'admin',
    method: 'PATCH',
    json: { disabled: true },
  });
  expect(patch.status).toBe(409);
});

test('a password set by the administrator ends the sessions that the old one opened', async () => {
  const cookie = await server.cookieOf('manager');
  const set = await server.request('/api/users/usr_manager/password', { as: 'admin', json: { password } });
  expect(set.status).toBe(204);
  expect((await server.request('/api/session', { headers: { cookie } })).status).toBe(401);
});

test('sessions can be ended one user at a time', async () => {
  const cookie = await server.cookieOf('wall');
  const ended = await server.request('/api/users/usr_wall/sessions', { as: 'admin', method: 'DELETE' });
  expect(await ended.json()).toEqual({ ended: 1 });
  expect((await server.request('/api/session', { headers: { cookie } })).status).toBe(401);
});
