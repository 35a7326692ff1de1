import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { PASSWORD, startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ demo: true });
  server.setup.open();
});
beforeEach(() => {
  server.refused.length = 0;
});
afterAll(() => server.close());

const from = '203.0.113.9';
type Asking = Parameters<TestServer['request']>[1];

test.each<[string, string, Asking, object]>([
  [
    'a page of another site',
    '/api/session',
    { method: 'DELETE', headers: { origin: 'https://evil.example' } },
    { what: 'request', route: 'DELETE /api/session', code: 'otherOrigin' },
  ],
  [
    'a key that is none',
    '/api/operations',
    { headers: { authorization: 'Bearer relight_guess' } },
    { what: 'request', route: 'GET /api/operations', code: 'notSignedIn' },
  ],
  [
    'a wrong password before a new one',
    '/api/session/password',
    { as: 'viewer', json: { current: 'guess', password: 'a long enough sentence' } },
    { what: 'signIn', actor: 'usr_viewer', code: 'wrongCredentials' },
  ],
  [
    'a link that makes no administrator',
    '/api/setup',
    { json: { token: 'guess', username: 'x', password: PASSWORD, name: { zh: '一', en: 'One' } } },
    { what: 'request', route: 'POST /api/setup', code: 'notFound' },
  ],
  [
    'a link for the demo that is wrong',
    '/api/session/demo',
    { from: '127.0.0.1', json: { username: 'admin' }, headers: { 'x-relight-demo': 'guess' } },
    { what: 'request', route: 'POST /api/session/demo', code: 'demoLinkNeeded' },
  ],
])('%s is told to the security log', async (_, path, asking, told) => {
  const response = await server.request(path, { from, ...asking });
  expect(response.status).toBeGreaterThanOrEqual(401);
  expect(server.refused).toEqual([{ from: asking?.from ?? from, ...told }]);
});

test('a browser whose session is over is no attack', async () => {
  await server.request('/api/session', { from });
  await server.request('/api/session', { from, headers: { cookie: `relight_session_x=${'a'.repeat(43)}` } });
  expect(server.refused).toEqual([]);
});
