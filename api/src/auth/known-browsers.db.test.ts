import { afterEach, beforeEach, expect, test } from 'vitest';
import { LIMITS } from '../limits/limits.ts';
import { PASSWORD, startTestServer, type TestServer } from '../testing/test-server.ts';

const few = (points: number) => ({ points, duration: 300, blockDuration: 60 });
const signInLimits = {
  ...LIMITS.signIn,
  pair: few(2),
  account: few(5),
  address: few(4),
  knownBrowser: few(2),
};

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ limits: { ...LIMITS, signIn: signInLimits } });
});
afterEach(() => server.close());

const HERE = '203.0.113.1';
let addresses = 1;
const newAddress = () => `203.0.113.${++addresses}`;

const signIn = (username: string, password: string, from: string, cookie?: string) =>
  server.request('/api/session', {
    json: { username, password },
    from,
    headers: cookie === undefined ? {} : { cookie },
  });

const knownIn = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .find((cookie) => cookie.startsWith('relight_known_')) ?? '';

test('where somebody has signed in before, others’ wrong passwords keep nobody out', async () => {
  const first = await signIn('dispatcher', PASSWORD, HERE);
  expect(first.headers.getSetCookie().find((it) => it.startsWith('relight_known_'))).toMatch(
    /^relight_known_\w{12}=[\w.-]+; Path=\/api\/session; Max-Age=15552000; HttpOnly; SameSite=Strict$/,
  );
  // From the owner's own address, at the owner's name and at others', and from everywhere.
  for (let i = 0; i < 3; i++) await signIn('dispatcher', `guess ${i}`, HERE);
  for (let i = 0; i < 4; i++) await signIn(`nobody-${i}`, 'guess', HERE);
  for (let i = 0; i < 6; i++) await signIn('dispatcher', `guess ${i}`, newAddress());
  expect((await signIn('dispatcher', PASSWORD, HERE)).status).toBe(429);
  const again = await signIn('dispatcher', PASSWORD, HERE, knownIn(first));
  expect(again.status).toBe(200);
  expect((await signIn('dispatcher', PASSWORD, newAddress(), knownIn(again))).status).toBe(200);
});

test('a known browser has attempts of its own', async () => {
  const cookie = knownIn(await signIn('dispatcher', PASSWORD, HERE));
  const statuses: number[] = [];
  for (let i = 0; i < 4; i++) statuses.push((await signIn('dispatcher', `guess ${i}`, newAddress(), cookie)).status);
  expect(statuses).toEqual([401, 401, 429, 429]);
});

test('a token is of use to nobody else, nor when it was tampered with', async () => {
  const cookie = knownIn(await signIn('dispatcher', PASSWORD, HERE));
  const ofViewer = knownIn(await signIn('viewer', PASSWORD, newAddress()));
  const from = newAddress();
  for (let i = 0; i < 3; i++) await signIn('dispatcher', `guess ${i}`, from);
  const forged = [
    `${cookie.split('=')[0]}=${ofViewer.split('=')[1]}`,
    cookie.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A')),
    cookie.replace(/=\w+\./, '=zzzzzz.'),
    cookie.replace(/\.[\w-]{12}\./, '.AAAAAAAAAAAA.'),
  ];
  for (const one of forged) expect((await signIn('dispatcher', PASSWORD, from, one)).status, one).toBe(429);
  expect((await signIn('dispatcher', PASSWORD, from, cookie)).status).toBe(200);
});

test('attempts that are refused are told to the security log with where they came from', async () => {
  for (let i = 0; i < 3; i++) await signIn('wall', `guess ${i}`, HERE);
  expect(server.refused).toEqual([
    ...Array(2).fill({ what: 'signIn', actor: 'usr_wall', from: HERE, code: 'wrongCredentials' }),
    { what: 'signIn', from: HERE, code: 'tooManyAttempts' },
  ]);
});

test('whoever has not signed in may send no more than a name and a password take', async () => {
  const response = await signIn('dispatcher', 'x'.repeat(20_000), HERE);
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ error: { code: 'bodyTooLong' } });
});
