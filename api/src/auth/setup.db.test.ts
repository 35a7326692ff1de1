import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ people: false });
});
afterEach(() => server.close());

const body = (token: string, username = 'first') => ({
  token,
  username,
  password: 'a sentence to remember',
  name: { zh: '管理员', en: 'Administrator' },
});

test('the link makes the first administrator, once', async () => {
  const token = server.setup.open();
  const made = await server.request('/api/setup', { json: body(token) });
  expect(made.status).toBe(201);
  expect(await made.json()).toMatchObject({ user: { username: 'first', role: 'admin' } });
  const cookie = /^[^;]+/.exec(made.headers.get('set-cookie') ?? '')?.[0] ?? '';
  expect((await server.request('/api/users', { headers: { cookie } })).status).toBe(200);
  expect((await server.request('/api/setup', { json: body(token, 'second') })).status).toBe(404);
});

test('two clicks at the same moment make one administrator', async () => {
  const token = server.setup.open();
  const made = await Promise.all(
    ['one', 'two', 'three'].map((name) => server.request('/api/setup', { json: body(token, name) })),
  );
  expect(made.filter(({ status }) => status === 201)).toHaveLength(1);
});

test('without the token, or with a wrong one, there is no setup', async () => {
  expect((await server.request('/api/setup', { json: body('guess') })).status).toBe(404);
  server.setup.open();
  expect((await server.request('/api/setup', { json: body('guess') })).status).toBe(404);
  expect((await server.request('/api/session/demo')).status).toBe(404);
});
