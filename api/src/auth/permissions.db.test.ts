import { ROLES, type Role } from '@relight/shared/operation/vocabulary';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startTestServer, type TestServer } from '../testing/test-server.ts';
import { ACCESS, type Access, findAccess } from './permissions.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const ROUTES = Object.entries(ACCESS as Readonly<Record<string, Access>>).map(([route, access]) => {
  const [method = '', path = ''] = route.split(' ');
  return { route, method, path, access };
});
/** The socket answers by itself, before any route. */
const OVER_HTTP = ROUTES.filter(({ route }) => route !== 'GET /api/live' && route !== 'DELETE /api/session');
const CLOSED = OVER_HTTP.filter(({ access }) => access !== 'everybody');
const CALLERS = ROLES.filter((role): role is Person | 'intake' => role !== 'system');

/** Parts of paths that name nothing that exists: what is tested is who gets as far as being told so. */
const fill = (path: string) => path.replace('/operations/{id}', '/operations/none').replaceAll(/\{\w+\}/g, 'none');

const ask = (method: string, path: string, as?: Role) =>
  server.request(fill(path), {
    method,
    as: as as Person | 'intake' | undefined,
    ...(method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }),
  });

test.each(CLOSED)('$route is closed to who is not signed in', async ({ method, path }) => {
  const response = await ask(method, path);
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ error: { code: 'notSignedIn' } });
});

test.each(CLOSED)('$route lets in exactly the roles that the table names', async ({ method, path, access }) => {
  for (const role of CALLERS) {
    const { status } = await ask(method, path, role);
    if ((access as readonly Role[]).includes(role)) expect([200, 204, 400, 404, 409, 422], role).toContain(status);
    else expect(status, role).toBe(403);
  }
});

test.each(OVER_HTTP)('$route has a handler', ({ method, path }) => {
  const handled = server.app.routes.some(
    (route) => route.method === method && route.path === path.replaceAll(/\{(\w+)\}/g, ':$1'),
  );
  expect(handled).toBe(true);
});

test('every handler under /api is in the table', () => {
  const handlers = server.app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/'));
  const missing = handlers.filter(
    ({ method, path }) => findAccess(method, path.replaceAll(/:(\w+)/g, 'x')).found !== 'route',
  );
  expect(missing).toEqual([]);
});

test('an address that is not in the table does not exist, and another method is told which there are', async () => {
  expect((await server.request('/api/nothing', { as: 'admin' })).status).toBe(404);
  expect((await server.request('/api/users/x/y/z', { as: 'admin' })).status).toBe(404);
  const wrong = await server.request('/api/operations', { as: 'admin', method: 'DELETE' });
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get('allow')).toBe('GET');
});

test('a way around the table by another spelling leads nowhere', async () => {
  for (const path of ['/api//users', '/api/users/', '/API/users', '/api/%75sers', '/api/./users', '/api/x/../users']) {
    const { status } = await server.request(path, { as: 'viewer' });
    expect([403, 404], path).toContain(status);
  }
});
