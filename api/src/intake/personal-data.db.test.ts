import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const CALLER = 'Zzyzx Wang';
const PHONE = '13812345678';

/** The tables that hold a text anywhere in a row. */
const tablesWith = async (...texts: string[]): Promise<string[]> => {
  const { sql } = server.database;
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' order by 1`;
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await sql<{ there: boolean }[]>`
      select exists (select from ${sql(name)} as line where ${sql.unsafe(texts.map((text) => `line::text ilike '%${text}%'`).join(' or '))}) as there`;
    if (row?.there) found.push(name);
  }
  return found;
};

test('what a caller said and who a user is stand in their own tables alone, and never in the log of an operation', async () => {
  const line = {
    id: 'r-1',
    at: new Date().toISOString(),
    channel: 'phone',
    lon: 120,
    lat: 30,
    kind: 'hazard',
    note: `${CALLER}, ${PHONE}: wire down`,
  };
  const report = await server.request('/api/operations/op/reports', { as: 'intake', json: line });
  expect(await report.json()).toMatchObject({ accepted: 1 });
  const user = { username: 'zzyzx', password: 'long enough for all', name: { zh: CALLER, en: CALLER }, role: 'viewer' };
  expect((await server.request('/api/users', { as: 'admin', json: user })).status).toBe(201);
  await server.request('/api/operations/op/commands', {
    as: 'dispatcher',
    json: {
      type: 'openIncident',
      incident: 'inc_1',
      site: { type: 'device', device: 'F1' },
      since: line.at,
      reason: 'dispatcherJudgement',
      hazard: false,
    },
  });
  const note = { type: 'addNote', incident: 'inc_1', text: `ring ${CALLER} at ${PHONE}` };
  const refused = await server.request('/api/operations/op/commands', { as: 'dispatcher', json: note });
  expect([refused.status, await refused.json()]).toMatchObject([409, { error: { code: 'personalData' } }]);
  expect(await tablesWith(CALLER, PHONE)).toEqual(['trouble_reports', 'users']);
});
