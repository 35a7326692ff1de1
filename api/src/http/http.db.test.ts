import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ACCESS } from '../auth/permissions.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('every answer, good or bad, carries the headers that protect it', async () => {
  for (const path of ['/api/health', '/api/operations', '/api/none', '/none']) {
    const { headers } = await server.request(path);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toBeNull();
    if (path.startsWith('/api/')) expect(headers.get('cache-control')).toBe('no-store');
  }
});

test('what is read comes compressed, and the answer to a command in one piece', async () => {
  const headers = { 'accept-encoding': 'gzip' };
  const corners = Array.from({ length: 100 }, (_, i) => [120 + i / 1000, 30 + (i % 50) / 1000]);
  const command = {
    type: 'openIncident',
    incident: 'inc_long',
    site: { type: 'area', outline: [...corners, corners[0]], customers: 5, name: 'Long', area: 'urban' },
    since: new Date().toISOString(),
    reason: 'dispatcherJudgement',
    hazard: false,
  };
  const answer = await server.request('/api/operations/op/commands', { as: 'dispatcher', json: command, headers });
  expect((await answer.text()).length).toBeGreaterThan(1024);
  expect(answer.headers.get('content-encoding')).toBeNull();
  const read = await server.request('/api/operations/op/state', { as: 'dispatcher', headers });
  expect(read.headers.get('content-encoding')).toBe('gzip');
});

test('a body that is not JSON is told where it breaks; one that is too long is not read', async () => {
  const post = (body: string, type = 'application/json') =>
    server.request('/api/operations/op/commands', {
      as: 'dispatcher',
      method: 'POST',
      body,
      headers: { 'content-type': type },
    });
  const broken = await post('{"id": "x",\n "type": oops}');
  expect(broken.status).toBe(400);
  expect(await broken.json()).toMatchObject({ error: { message: expect.stringContaining('line 2, column 10') } });
  expect((await post('{}', 'text/plain')).status).toBe(415);
  expect((await post(`{"id":"${'x'.repeat(1_000_001)}"}`)).status).toBe(413);
  expect((await post('['.repeat(20_000))).status).toBe(400);
  const read = vi.spyOn(JSON, 'parse');
  for (const marks of ['['.repeat(400_000), `{"id":[${'1,'.repeat(30_000)}1]}`, `[${'{},'.repeat(30_000)}{}]`]) {
    const answer = await post(marks);
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('30000 members');
  }
  expect(read.mock.calls.filter(([text]) => text.length > 30_000)).toEqual([]);
  read.mockRestore();
});

test('a compressed body is refused with the remedy, wherever bodies are read', async () => {
  for (const [as, path] of [
    ['dispatcher', 'commands'],
    ['intake', 'reports'],
    ['intake', 'meter-events'],
  ] as const) {
    const send = (encoding: string) =>
      server.request(`/api/operations/op/${path}`, {
        as,
        method: 'POST',
        body: gzipSync('[]'),
        headers: { 'content-type': 'application/json', 'content-encoding': encoding },
      });
    const answer = await send('gzip');
    expect(answer.status).toBe(415);
    expect(await answer.text()).toContain('without Content-Encoding');
    expect(await (await send('identity')).text()).toContain('notUtf8');
  }
});

test('health tells the version, and an unknown path is answered in the one form of all errors', async () => {
  expect(await (await server.request('/api/health')).json()).toEqual({
    status: 'ok',
    version: '0.0.0',
    diskFreeBytes: expect.any(Number),
    database: 'ok',
  });
  expect(await (await server.request('/api/none')).json()).toMatchObject({ error: { code: 'notFound' } });
});

test('the API document describes every route of the table and nothing else', async () => {
  const response = await server.request('/api/openapi.json');
  const document = (await response.json()) as { openapi: string; paths: Record<string, Record<string, unknown>> };
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toContain('/api/operations/{id}/commands');
  expect(Object.keys(document.paths)).toContain('/api/operations/{id}/reports');
  const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  // The reader's own files describe nothing.
  expect(routes.sort()).toEqual(
    Object.keys(ACCESS)
      .filter((route) => !route.startsWith('GET /api/docs'))
      .sort(),
  );
});

test('the API document describes the state by its members', async () => {
  const document = await (await server.request('/api/openapi.json')).json();
  const answered = document.paths['/api/operations/{id}/state'].get.responses[200].content['application/json'].schema;
  const { state } = await (await server.request('/api/operations/op/state', { as: 'viewer' })).json();
  expect(answered.properties.state).toMatchObject({ type: 'object', required: Object.keys(state) });
  for (const [name, value] of Object.entries(state)) {
    const types = [answered.properties.state.properties[name].type].flat();
    const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
    expect(types.map((it) => (it === 'integer' ? 'number' : it))).toContain(type);
  }
});

const ROUTES = [
  ['POST', '/api/session'],
  ['POST', '/api/session/demo'],
  ['POST', '/api/setup'],
  ['POST', '/api/operations/op/commands'],
  ['POST', '/api/operations/op/reports'],
  ['POST', '/api/users'],
  ['PATCH', '/api/users/usr_wall'],
  ['POST', '/api/keys'],
  ['POST', '/api/demo'],
] as const;

const anyBody = fc.oneof(
  fc.uint8Array({ maxLength: 400 }),
  fc.json().map((text) => new TextEncoder().encode(text)),
  fc
    .record(
      {
        id: fc.oneof(fc.string(), fc.jsonValue()),
        type: fc.constantFrom('addNote', 'openIncident', 'setCrewDuty', '__proto__', 'constructor', 7),
        incident: fc.oneof(fc.constant('inc_1'), fc.jsonValue()),
        crew: fc.oneof(fc.constant('crew_one'), fc.jsonValue()),
        text: fc.string({ unit: 'binary' }),
        username: fc.string({ unit: 'binary' }),
        password: fc.string({ unit: 'binary' }),
        name: fc.jsonValue(),
        at: fc.oneof(fc.constant(new Date().toISOString()), fc.jsonValue()),
        channel: fc.constantFrom('phone', 'x'),
        lon: fc.oneof(fc.double(), fc.jsonValue()),
        lat: fc.oneof(fc.double(), fc.jsonValue()),
        onDuty: fc.boolean(),
      },
      { requiredKeys: [] },
    )
    .map((body) => new TextEncoder().encode(JSON.stringify(body))),
);

test('whatever bytes come, the server answers with an error of its own and never with 500', async () => {
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ROUTES),
      anyBody,
      fc.constantFrom('application/json', 'application/x-ndjson', ''),
      fc.nat({ max: 249 }),
      async ([method, path], body, type, machine) => {
        const as = path.endsWith('reports') || path.endsWith('commands') ? 'dispatcher' : 'admin';
        const response = await server.request(path, {
          as,
          method,
          body: body as unknown as BodyInit,
          headers: { 'content-type': type },
          from: `10.0.0.${machine}`,
        });
        seen.add(response.status);
        expect(response.status).not.toBe(500);
        expect(response.status).not.toBe(503);
        if (response.status >= 400) expect(await response.json()).toHaveProperty('error.code');
      },
    ),
    { numRuns: 400 },
  );
  expect([...seen]).toEqual(expect.arrayContaining([200, 400, 415, 422]));
});

test('whatever the query, the server answers with an error of its own and never with 500', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('events', 'state', 'timeline', 'incidents'),
      fc.constantFrom('from', 'limit', 'at', 'before', 'incident', 'finished'),
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.integer().map(String),
        fc.date({ noInvalidDate: true }).map((it) => it.toISOString()),
      ),
      async (what, name, value) => {
        const query = new URLSearchParams({ [name]: value.replace(/[\ud800-\udfff]/g, '') });
        const { status } = await server.request(`/api/operations/op/${what}?${query}`, { as: 'viewer' });
        expect(value.includes('\0') ? [400] : [200, 422], `${what} ${query}`).toContain(status);
      },
    ),
    { numRuns: 200, examples: [['events', 'from', '\0']] },
  );
});

test('an address with NUL in it is told so, on every route and whatever part it is in', async () => {
  for (const path of [
    '/api/operations/%00/events',
    '/api/operations/a%00b/state',
    '/api/operations/op/timeline?incident=%00',
    '/api/networks/%00',
    '/api/networks/test-1/devices/%00',
    '/api/users/%00',
  ]) {
    const response = await server.request(path, { as: 'admin', method: path.includes('users') ? 'PATCH' : 'GET' });
    expect([path, response.status]).toEqual([path, 400]);
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining('NUL') } });
  }
  const line = { id: 'r', at: new Date().toISOString(), channel: 'phone', lon: 120, lat: 30 };
  expect((await server.request('/api/operations/%00/reports', { as: 'intake', json: line })).status).toBe(400);
});

test('an instant that no calendar of the database holds is refused, not failed at', async () => {
  for (const at of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '0001-01-01T00:00:00%2B12:00', '2026-01-01']) {
    const response = await server.request(`/api/operations/op/state?at=${at}`, { as: 'viewer' });
    expect([at, response.status]).toEqual([at, 422]);
  }
  expect((await server.request('/api/operations/op/state?at=9999-12-31T23:59:59Z', { as: 'viewer' })).status).toBe(200);
});
