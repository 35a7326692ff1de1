import { sessions as sessionTable, users } from '@relight/db/schema/people';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { HOST, PASSWORD, startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ demo: true });
});
afterEach(() => server.forgetCookies());
afterAll(() => server.close());

let addresses = 0;
/** Every test from an address of its own, so that its failures count for itself only. */
const newAddress = () => `203.0.113.${++addresses}`;

const signIn = (username: string, password: string, from = newAddress(), headers: Record<string, string> = {}) =>
  server.request('/api/session', { json: { username, password }, from, headers });

/** The session's, which comes first. */
const cookieIn = (response: Response) => /^[^;]+/.exec(response.headers.getSetCookie()[0] ?? '')?.[0] ?? '';

test('who signs in with the right password gets a cookie that only this site’s requests carry', async () => {
  const response = await signIn('dispatcher', PASSWORD);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ user: { username: 'dispatcher', role: 'dispatcher' }, demo: true });
  const cookie = response.headers.getSetCookie()[0] ?? '';
  expect(cookie).toMatch(/^relight_session_[0-9a-f]{8}=[\w-]{43}; /);
  const attributes = ['Path=/', 'Max-Age=43200', 'HttpOnly', 'SameSite=Strict'];
  expect(cookie.split('; ').slice(1).sort()).toEqual([...attributes].sort());
  const me = await server.request('/api/session', { headers: { cookie: cookieIn(response) } });
  expect(await me.json()).toMatchObject({ user: { username: 'dispatcher' } });
});

test('behind https the cookie is Secure and bound to the host, and the browser is told to stay there', async () => {
  const response = await signIn('dispatcher', PASSWORD, newAddress(), { 'x-forwarded-proto': 'https' });
  const [session, known] = response.headers.getSetCookie();
  expect(known).toMatch(/^__Secure-relight_known_.*; Secure$/);
  expect(session).toMatch(/^__Host-relight_session_[0-9a-f]{8}=.*; Secure/);
  expect(response.headers.get('strict-transport-security')).toContain('max-age=');
});

test('two installations on one host leave each other’s sessions alone', async () => {
  const other = await startTestServer();
  const here = cookieIn(await signIn('dispatcher', PASSWORD));
  const there = cookieIn(await other.request('/api/session', { json: { username: 'dispatcher', password: PASSWORD } }));
  const nameOf = (cookie: string) => cookie.slice(0, cookie.indexOf('='));
  expect(nameOf(there)).not.toBe(nameOf(here));
  // A browser sends both to both: it does not tell ports apart.
  const headers = { cookie: `${here}; ${there}` };
  expect((await server.request('/api/session', { headers })).status).toBe(200);
  expect((await other.request('/api/session', { headers })).status).toBe(200);
  const out = await other.request('/api/session', { method: 'DELETE', headers });
  expect(nameOf(cookieIn(out))).toBe(nameOf(there));
  expect((await server.request('/api/session', { headers })).status).toBe(200);
  expect((await other.request('/api/session', { headers })).status).toBe(401);
  await other.close();
});

test('behind https only the cookie counts that nobody else can plant', async () => {
  const plain = cookieIn(await signIn('dispatcher', PASSWORD));
  const https = { 'x-forwarded-proto': 'https' };
  const secure = cookieIn(await signIn('dispatcher', PASSWORD, newAddress(), https));
  const ask = async (cookie: string, more: Record<string, string>) =>
    (await server.request('/api/session', { headers: { cookie, ...more } })).status;
  expect(await ask(plain, {})).toBe(200);
  expect(await ask(plain, https)).toBe(401);
  expect(await ask(secure, https)).toBe(200);
});

test('user names are found whatever their case', async () => {
  expect((await signIn('DispatcheR', PASSWORD)).status).toBe(200);
});

test('user names are found in full-width letters too, as an input method writes them', async () => {
  expect((await signIn('ｄｉｓｐａｔｃｈｅｒ', PASSWORD)).status).toBe(200);
  expect((await signIn(' Ｄispatcher ', PASSWORD)).status).toBe(200);
});

test('accounts from before that differ by the width of their letters alone stay two', async () => {
  const [dispatcher] = await server.database.tables.select().from(users).where(eq(users.username, 'dispatcher'));
  const older = { ...dispatcher, id: 'usr_wide', username: 'ｄispatcher' } as typeof users.$inferInsert;
  await server.database.tables.insert(users).values(older);
  const who = async (name: string) => {
    const response = await signIn(name, PASSWORD);
    return response.status === 200 ? ((await response.json()) as { user: { id: string } }).user.id : response.status;
  };
  expect(await who('dispatcher')).toBe(dispatcher?.id);
  expect(await who('ｄISPATCHER')).toBe('usr_wide');
  expect(await who('ｄｉspatcher')).toBe(401);
  await server.database.tables.delete(users).where(eq(users.id, 'usr_wide'));
});

test('an unknown user, a wrong password and a disabled account give one and the same answer', async () => {
  await server.database.tables.update(users).set({ disabled: true }).where(eq(users.username, 'viewer'));
  const answers = await Promise.all(
    [
      ['nobody', PASSWORD],
      ['dispatcher', 'wrong password'],
      ['viewer', PASSWORD],
    ].map(async ([name = '', password = '']) => {
      const response = await signIn(name, password);
      return { status: response.status, body: await response.text(), cookie: response.headers.get('set-cookie') };
    }),
  );
  await server.database.tables.update(users).set({ disabled: false }).where(eq(users.username, 'viewer'));
  expect(answers[0]).toMatchObject({ status: 401, cookie: null });
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

test('guesses at one name in letters of several widths count together', async () => {
  const guesser = newAddress();
  const spellings = [
    'nobody',
    'ｎobody',
    'ｎｏbody',
    'ｎｏｂody',
    'ｎｏｂｏdy',
    'ｎｏｂｏｄy',
    'ｎｏｂｏｄｙ',
    'Ｎobody',
    'ＮＯbody',
    'ＮＯＢody',
  ];
  const answers: number[] = [];
  for (const spelling of spellings) answers.push((await signIn(spelling, 'a guess', guesser)).status);
  expect(answers.at(-1)).toBe(429);
});

test('guessing is stopped with a time to wait, and does not close the account for its owner elsewhere', async () => {
  const [owner, guesser] = [newAddress(), newAddress()];
  expect((await signIn('manager', PASSWORD, owner)).status).toBe(200);
  const statuses: number[] = [];
  for (let i = 0; i < 12; i++) statuses.push((await signIn('manager', `guess ${i}`, guesser)).status);
  expect(statuses.slice(0, 8)).toEqual(Array(8).fill(401));
  expect(statuses.slice(8)).toEqual(Array(4).fill(429));
  const stopped = await signIn('manager', PASSWORD, guesser);
  expect(stopped.status).toBe(429);
  expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(stopped.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  expect((await signIn('manager', PASSWORD, owner)).status).toBe(200);
});

test('many machines that guess at one account close it, but not for an address its owner has used', async () => {
  const owner = newAddress();
  expect((await signIn('admin', PASSWORD, owner)).status).toBe(200);
  const statuses: number[] = [];
  for (let machine = 0; machine < 9; machine++) {
    const from = newAddress();
    for (let i = 0; i < 6; i++) statuses.push((await signIn('admin', `guess ${i}`, from)).status);
  }
  expect(statuses.at(-1)).toBe(429);
  expect((await signIn('admin', PASSWORD, newAddress())).status).toBe(429);
  expect((await signIn('admin', PASSWORD, owner)).status).toBe(200);
});

test('many guesses at the same moment do not slip through', async () => {
  const from = newAddress();
  const statuses = await Promise.all(Array.from({ length: 30 }, (_, i) => signIn('wall', `guess ${i}`, from)));
  expect(statuses.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(8);
});

test('signing in anew ends the session before', async () => {
  const first = cookieIn(await signIn('crew', PASSWORD));
  const second = cookieIn(await signIn('crew', PASSWORD, newAddress(), { cookie: first }));
  expect(second).not.toBe(first);
  expect((await server.request('/api/session', { headers: { cookie: first } })).status).toBe(401);
  expect((await server.request('/api/session', { headers: { cookie: second } })).status).toBe(200);
});

test('signing out ends the session at once, in this and in every other process', async () => {
  const cookie = cookieIn(await signIn('crew', PASSWORD));
  const session = await server.sessions.find(cookie.slice(cookie.indexOf('=') + 1));
  const here: string[] = [];
  const stop = server.sessions.onRevoked((id) => here.push(id));
  const elsewhere: string[] = [];
  const { unlisten } = await server.database.sql.listen('relight_revoked', (id) => elsewhere.push(id));
  const response = await server.request('/api/session', { method: 'DELETE', headers: { cookie } });
  expect(response.status).toBe(204);
  expect(response.headers.get('set-cookie')).toContain('Max-Age=0');
  expect(response.headers.get('clear-site-data')).toBe('"cache"');
  expect((await server.request('/api/session', { headers: { cookie } })).status).toBe(401);
  expect(here).toContain(session?.id);
  await expect.poll(() => elsewhere).toContain(session?.id);
  stop();
  await unlisten();
});

test('a session ends after its idle time and after its absolute time', async () => {
  const { tables } = server.database;
  for (const change of [
    { lastUsedAt: new Date(Date.now() - 3 * 3_600_000) },
    { expiresAt: new Date(Date.now() - 1000) },
  ]) {
    const cookie = cookieIn(await signIn('dispatcher', PASSWORD));
    expect((await server.request('/api/session', { headers: { cookie } })).status).toBe(200);
    await tables.update(sessionTable).set(change).where(eq(sessionTable.userId, 'usr_dispatcher'));
    expect((await server.request('/api/session', { headers: { cookie } })).status).toBe(401);
  }
  const ended: string[] = [];
  const stop = server.sessions.onRevoked((id) => ended.push(id));
  await server.sessions.sweep();
  stop();
  expect(ended.length).toBeGreaterThanOrEqual(2);
});

test('the table of sessions holds nothing that opens one', async () => {
  const cookie = cookieIn(await signIn('dispatcher', PASSWORD));
  const token = cookie.slice(cookie.indexOf('=') + 1);
  const rows = JSON.stringify(await server.database.tables.select().from(sessionTable));
  expect(rows).not.toContain(token);
});

test('a disabled user is out at once, and back with the next sign-in after being enabled', async () => {
  const cookie = await server.cookieOf('viewer');
  const admin = { as: 'admin' } as const;
  const patch = (disabled: boolean) =>
    server.request('/api/users/usr_viewer', { ...admin, method: 'PATCH', json: { disabled } });
  expect((await patch(true)).status).toBe(200);
  expect((await server.request('/api/session', { headers: { cookie } })).status).toBe(401);
  expect((await signIn('viewer', PASSWORD)).status).toBe(401);
  await patch(false);
  expect((await server.request('/api/session', { headers: { cookie } })).status).toBe(401);
  expect((await signIn('viewer', PASSWORD)).status).toBe(200);
});

test('nothing that changes something is taken from a page of another site', async () => {
  const send = (headers: Record<string, string>) =>
    server.request('/api/session', { json: { username: 'x', password: 'y' }, headers, from: newAddress() });
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:9999' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ] as Record<string, string>[]) {
    expect((await send(headers)).status, JSON.stringify(headers)).toBe(403);
  }
  expect((await send({ origin: `http://${HOST}` })).status).toBe(401);
  expect((await send({ origin: `https://${HOST}` })).status).toBe(403);
  expect((await send({ origin: 'http://', host: '' })).status).toBe(403);
  expect((await send({ 'sec-fetch-site': 'same-origin' })).status).toBe(401);
});

test('a page’s origin is its scheme, host and port, however a proxy in front names them', async () => {
  const send = async (origin: string, host: string, forwarded: Record<string, string> = {}) => {
    const headers = { origin, host, ...forwarded };
    return (
      await server.request('/api/session', { json: { username: 'x', password: 'y' }, headers, from: newAddress() })
    ).status;
  };
  const https = { 'x-forwarded-proto': 'https' };
  expect(await send('https://relight.example', 'relight.example', https)).toBe(401);
  expect(await send('https://relight.example', 'relight.example:443', https)).toBe(401);
  expect(await send('https://relight.example', 'Relight.Example', https)).toBe(401);
  expect(await send('https://relight.example:8443', 'relight.example:8443', https)).toBe(401);
  expect(await send('http://relight.example', 'relight.example:80')).toBe(401);
  expect(await send('https://[2001:db8::1]', '[2001:db8::1]:443', https)).toBe(401);
  // Proxies that end https without a word about it.
  expect(await send('https://relight.example', 'relight.example')).toBe(401);
  expect(await send('https://relight.example', 'relight.example:443')).toBe(401);

  expect(await send('http://relight.example', 'relight.example', https)).toBe(403);
  expect(await send('https://relight.example', 'relight.example:8080')).toBe(403);
  expect(await send('https://relight.example', 'relight.example', { 'x-forwarded-proto': 'http' })).toBe(403);
  expect(await send('https://relight.example:8443', 'relight.example', https)).toBe(403);
  expect(await send('https://relight.example.evil.example', 'relight.example', https)).toBe(403);
});

test('one click signs a demo person in who came by the printed link on the machine itself, and nobody else', async () => {
  const link = { 'x-relight-demo': await server.demoToken() };
  const people = await server.request('/api/session/demo', { headers: link });
  expect(people.status).toBe(200);
  expect(JSON.stringify(await people.json())).toContain('dispatcher');
  const click = await server.request('/api/session/demo', { headers: link, json: { username: 'dispatcher' } });
  expect(click.status).toBe(200);

  const others: { status: number; from?: string; headers?: Record<string, string> }[] = [
    // As a proxy on this machine sends it that was told nothing: for somebody anywhere.
    { status: 403 },
    { status: 403, headers: { 'x-relight-demo': 'guess' } },
    { status: 404, from: '192.168.1.5', headers: link },
    { status: 404, from: '', headers: link },
    ...[
      { host: 'evil.example' },
      { host: 'localhost.evil.example:8080' },
      { host: '127.0.0.1.nip.io' },
      { 'x-forwarded-for': '127.0.0.1' },
      { forwarded: 'for=127.0.0.1' },
      { via: '1.1 proxy' },
    ].map((more): { status: number; headers: Record<string, string> } => ({
      status: 404,
      headers: { ...link, ...more },
    })),
  ];
  for (const { status, ...way } of others) {
    expect((await server.request('/api/session/demo', way)).status, JSON.stringify(way)).toBe(status);
    const click = await server.request('/api/session/demo', { ...way, json: { username: 'admin' } });
    expect(click.status, JSON.stringify(way)).toBe(status);
    expect(click.headers.get('set-cookie')).toBeNull();
  }
});

test('a person who is not of the demo cannot be signed in with one click', async () => {
  const headers = { 'x-relight-demo': await server.demoToken() };
  await server.database.tables.update(users).set({ demo: false }).where(eq(users.username, 'admin'));
  expect((await server.request('/api/session/demo', { headers, json: { username: 'admin' } })).status).toBe(404);
  await server.database.tables.update(users).set({ demo: true }).where(eq(users.username, 'admin'));
});

test('who changes the password stays, and everybody else with the old one is out', async () => {
  const here = cookieIn(await signIn('manager', PASSWORD));
  const there = cookieIn(await signIn('manager', PASSWORD));
  const change = (json: object) => server.request('/api/session/password', { headers: { cookie: here }, json });
  expect((await change({ current: 'not it', password: 'a long new sentence' })).status).toBe(401);
  expect((await change({ current: PASSWORD, password: 'short' })).status).toBe(422);
  expect((await change({ current: PASSWORD, password: 'password123' })).status).toBe(422);
  expect((await change({ current: PASSWORD, password: 'a long new sentence' })).status).toBe(204);
  expect((await server.request('/api/session', { headers: { cookie: here } })).status).toBe(200);
  expect((await server.request('/api/session', { headers: { cookie: there } })).status).toBe(401);
  expect((await signIn('manager', PASSWORD)).status).toBe(401);
  expect((await signIn('manager', 'a long new sentence')).status).toBe(200);
});

test('a machine key opens what its role may do until it is revoked', async () => {
  const created = await server.request('/api/keys', { as: 'admin', json: { name: 'call centre' } });
  expect(created.status).toBe(201);
  const { id, key } = (await created.json()) as { id: string; key: string };
  const ask = () => server.request('/api/operations', { headers: { authorization: `Bearer ${key}` } });
  expect((await ask()).status).toBe(200);
  expect(JSON.stringify(await (await server.request('/api/keys', { as: 'admin' })).json())).not.toContain(key);
  expect((await server.request(`/api/keys/${id}`, { as: 'admin', method: 'DELETE' })).status).toBe(204);
  expect((await ask()).status).toBe(401);
});
