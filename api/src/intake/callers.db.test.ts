import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { forgetCallers, oldCallers } from './forget-callers.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const at = new Date().toISOString();
  await server.request('/api/operations/op/commands', {
    as: 'dispatcher',
    json: {
      type: 'openIncident',
      incident: 'inc_1',
      site: { type: 'device', device: 'F1' },
      since: at,
      reason: 'dispatcherJudgement',
      hazard: false,
    },
  });
  const lines = ['old', 'young'].map((id) => ({
    id,
    at,
    channel: 'phone',
    lon: 120,
    lat: 30,
    note: `${id}, at the gate`,
  }));
  expect(
    await (await server.request('/api/operations/op/reports', { as: 'intake', json: lines })).json(),
  ).toMatchObject({
    accepted: 2,
  });
  await server.database.sql`update trouble_reports set incident_id = 'inc_1'`;
});
afterAll(() => server.close());

const evidence = async (as: 'dispatcher' | 'manager' | 'crew' | 'admin' | 'viewer' | 'wall') =>
  (await (await server.request('/api/operations/op/incidents/inc_1/evidence', { as })).json()) as {
    total: number;
    points: object[];
  };

test('who only looks on learns how many called, and nothing of who, when and from where', async () => {
  for (const person of ['dispatcher', 'manager', 'crew', 'admin'] as const) {
    expect((await evidence(person)).points).toHaveLength(2);
  }
  for (const person of ['viewer', 'wall'] as const) expect(await evidence(person)).toEqual({ total: 2, points: [] });
});

test('no route gives back what a caller said, to anybody', async () => {
  for (const person of ['admin', 'dispatcher', 'viewer', 'wall', 'crew'] as const) {
    for (const path of [
      'events',
      'state',
      'incidents',
      'incidents.geojson',
      'timeline',
      'incidents/inc_1/evidence',
      'incidents/inc_1/places',
    ]) {
      const text = await (await server.request(`/api/operations/op/${path}`, { as: person })).text();
      expect(text, `${path} for ${person}`).not.toContain('at the gate');
    }
  }
});

test('after its days a report forgets its caller, and nothing else', async () => {
  const { sql } = server.database;
  await sql`update trouble_reports set received_at = now() - interval '91 days', service_point = 'SP-1' where id = 'old'`;
  const [before] = await sql`select * from trouble_reports where id = 'old'`;
  expect(await forgetCallers(sql, 90)).toBe(1);
  const [after] = await sql`select * from trouble_reports where id = 'old'`;
  expect(after).toEqual({ ...before, note: null, service_point: null, lon: null, lat: null });
  const [young] = await sql`select note, lon from trouble_reports where id = 'young'`;
  expect(young).toEqual({ note: 'young, at the gate', lon: 120 });
  expect(await forgetCallers(sql, 90)).toBe(0);
});

test('reports that have forgotten their callers are not looked through again', async () => {
  const plan = await server.database.sql.begin(async (tx) => {
    // Of two reports it would read the table: that it can do otherwise is what is asked.
    await tx`set local enable_seqscan = off`;
    return tx`explain ${oldCallers(tx, 90)}`;
  });
  expect(JSON.stringify(plan)).toContain('trouble_reports_callers');
});
