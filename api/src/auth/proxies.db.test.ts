import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ trustedProxies: ['10.0.0.5'] });
});
afterAll(() => server.close());

const signIn = (from: string, forwardedFor: string, password: string) =>
  server.request('/api/session', {
    json: { username: 'dispatcher', password },
    from,
    headers: { 'x-forwarded-for': forwardedFor },
  });

test('behind a trusted proxy each address has attempts of its own', async () => {
  for (let i = 0; i < 9; i++) await signIn('10.0.0.5', '203.0.113.1', `guess ${i}`);
  expect((await signIn('10.0.0.5', '203.0.113.1', PASSWORD)).status).toBe(429);
  expect((await signIn('10.0.0.5', '203.0.113.2', PASSWORD)).status).toBe(200);
});

test('whoever is no proxy gains no attempts by claiming addresses', async () => {
  for (let i = 0; i < 9; i++) await signIn('198.51.100.7', `192.0.2.${i}`, `guess ${i}`);
  expect((await signIn('198.51.100.7', '192.0.2.99', PASSWORD)).status).toBe(429);
});
