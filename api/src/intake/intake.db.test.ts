import { MAX_REPORTS } from '@relight/shared/http/reports';
import type { Command } from '@relight/shared/operation/commands';
import type { IncidentId } from '@relight/shared/operation/ids';
import { dispatcher } from '@relight/shared/operation/testing/world';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const now = () => new Date().toISOString();
const report = (id: string, more: object = {}) => ({ id, at: now(), channel: 'phone', servicePoint: 'sp-1', ...more });

const send = async (body: unknown, { operation = 'op', type = 'application/json' } = {}) => {
  const response = await server.request(`/api/operations/${operation}/reports`, {
    as: 'intake',
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': type },
  });
  return { status: response.status, body: await response.json() };
};

const incidents = async (operation = 'op') =>
  Object.values((await server.operations.state(operation))?.incidents ?? {});
const rows = () => server.database.sql<{ id: string; incidentId: string | null; reason: string | null }[]>`
  select id, incident_id as "incidentId", unplaced_reason as reason from trouble_reports order by id`;

test('one report, an array and a report on each line are all the same to it', async () => {
  expect(await send(report('a'))).toEqual({ status: 200, body: { accepted: 1, duplicates: 0, rejected: [] } });
  expect((await send([report('b'), report('c')])).body).toMatchObject({ accepted: 2 });
  const lines = `${JSON.stringify(report('d'))}\r\n\n${JSON.stringify(report('e'))}`;
  expect((await send(lines, { type: 'application/x-ndjson' })).body).toMatchObject({ accepted: 2 });
  const more = `${JSON.stringify(report('f'))}\n${JSON.stringify(report('g'))}\n`;
  expect((await send(more)).body).toMatchObject({ accepted: 2, rejected: [] });
  expect((await send([])).body).toEqual({ accepted: 0, duplicates: 0, rejected: [] });
  expect((await rows()).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
});

test('a report counts once, however often it is sent', async () => {
  await send([report('a'), report('b')]);
  expect((await send([report('a'), report('b'), report('c'), report('c')])).body).toEqual({
    accepted: 1,
    duplicates: 3,
    rejected: [],
  });
  const all = await Promise.all(Array.from({ length: 8 }, () => send(report('same'))));
  expect(all.map(({ body }) => body.accepted).reduce((a, b) => a + b, 0)).toBe(1);
  await server.prediction.idle();
  expect((await incidents())[0]?.reports.count).toBe(4);
});

test('every line is judged by itself, and told what is wrong', async () => {
  const text = [
    JSON.stringify(report('good')),
    '{"id": "broken", ',
    JSON.stringify(report('future', { at: new Date(Date.now() + 10 * 60_000).toISOString() })),
    JSON.stringify(report('old', { at: new Date(Date.now() - 8 * 86_400_000).toISOString() })),
    JSON.stringify(report('unknown', { servicePoint: 'nowhere' })),
    JSON.stringify(report('far', { servicePoint: undefined, lon: 30, lat: 120.5 - 60 })),
    JSON.stringify(report('placed', { servicePoint: 'nowhere', lon: 120.001, lat: 30 })),
    JSON.stringify(report('fax', { channel: 'fax' })),
    JSON.stringify(report('more', { colour: 'blue' })),
    JSON.stringify(report('nul', { note: 'a\0b' })),
    '42',
    'null',
  ].join('\n');
  const { status, body } = await send(text, { type: 'application/x-ndjson' });
  expect(status).toBe(200);
  expect(body.accepted).toBe(2);
  expect(body.rejected.map(({ index, code }: { index: number; code: string }) => [index, code])).toEqual([
    [1, 'malformedJson'],
    [2, 'inFuture'],
    [3, 'tooOld'],
    [4, 'servicePointUnknown'],
    [5, 'outsideNetwork'],
    [7, 'invalid'],
    [8, 'invalid'],
    [9, 'invalid'],
    [10, 'invalid'],
    [11, 'invalid'],
  ]);
  expect(body.rejected[5].message).toContain('channel');
  expect(body.rejected[6].message).toContain('colour');
});

test('what is no report at all is refused as a whole', async () => {
  expect((await send('{"id":')).status).toBe(400);
  expect((await send('')).status).toBe(400);
  expect((await send([...Array(MAX_REPORTS + 1)].map((_, i) => report(`r${i}`)))).status).toBe(413);
  expect((await send(report('a'), { operation: 'none' })).status).toBe(404);
  expect(await rows()).toHaveLength(0);
});

test('reports of one place become one outage, and each report knows its outage', async () => {
  await send([report('a'), report('b')]);
  await server.prediction.idle();
  const [outage, ...others] = await incidents();
  expect(others).toEqual([]);
  expect(outage).toMatchObject({
    status: 'predicted',
    reports: { count: 2 },
    place: { servicePoint: 'sp-1', device: null },
    extent: { customers: 20 },
  });
  // Behind another transformer of the same fuse.
  await send(report('c', { servicePoint: undefined, lon: 120.002, lat: 30 }));
  await server.prediction.idle();
  const [grown, ...more] = await incidents();
  expect(more).toEqual([]);
  expect(grown).toMatchObject({ reports: { count: 3 }, place: { device: 'F1' }, ruling: { evidence: { calls: 3 } } });
  // What was said of the one belongs to the other, whose number is its own.
  expect(grown?.number).toBe((outage?.number ?? 0) + 1);
  await server.prediction.wake('op');
  await server.prediction.idle();
  expect(await rows()).toEqual(['a', 'b', 'c'].map((id) => ({ id, incidentId: grown?.id, reason: null })));
});

test('a danger is an incident of its own, whatever outage it lies in', async () => {
  await send([
    report('a'),
    report('wire', { servicePoint: 'F1-T3-1', kind: 'hazard' }),
    report('c', { servicePoint: 'F1-T5-1' }),
  ]);
  await server.prediction.idle();
  const danger = (await incidents()).find(({ hazard }) => hazard);
  expect(danger).toMatchObject({
    place: { servicePoint: 'F1-T3-1' },
    extent: { customers: 20 },
    reports: { count: 1 },
  });
  // Everybody around calls: the outage grows around it, and every customer is counted once.
  await send(
    ['F1-T0-1', 'F1-T1-2', 'F1-T6-1', 'F1-T7-3', 'F1-T8-1'].map((servicePoint) =>
      report(servicePoint, { servicePoint }),
    ),
  );
  await server.prediction.idle();
  const all = await incidents();
  expect(all.find(({ id }) => id === danger?.id)).toMatchObject({ place: danger?.place, reports: { count: 1 } });
  expect(all.map(({ place, extent }) => [place.device, extent.customers])).toEqual([
    [null, 20],
    ['F1', 980],
  ]);
});

test('where there is no network, reports near each other become one trouble at their place', async () => {
  const at = (id: string, lon: number, lat: number) => report(id, { servicePoint: undefined, lon, lat });
  await send([at('a', 100, 20), at('b', 100.002, 20), at('c', 100.02, 20)], { operation: 'bare' });
  await server.prediction.idle();
  const open = await incidents('bare');
  expect(open.map(({ reports, status, extent }) => [reports.count, status, extent.customers])).toEqual([
    [2, 'predicted', 1],
    [1, 'predicted', 1],
  ]);
  expect((await send(report('d'), { operation: 'bare' })).body.rejected).toMatchObject([
    { code: 'servicePointUnknown' },
  ]);
});

test('a report that the log holds already is not counted again after a crash', async () => {
  await send([report('a'), report('b')]);
  await server.prediction.idle();
  const [outage] = await incidents();
  // The program ended after the log was written and before the reports were marked.
  await server.database.sql`update trouble_reports set incident_id = null`;
  await server.prediction.start();
  await server.prediction.idle();
  expect((await incidents())[0]?.reports.count).toBe(2);
  expect((await rows()).map(({ incidentId }) => incidentId)).toEqual([outage?.id, outage?.id]);
});

test('a great many reports at once are all placed', async () => {
  const many = Array.from({ length: 2500 }, (_, i) => report(`m${i}`, { servicePoint: i % 2 ? 'sp-1' : 'sp-2' }));
  expect((await send(many)).body).toMatchObject({ accepted: 2500 });
  await server.prediction.idle();
  expect((await incidents()).reduce((sum, { reports }) => sum + reports.count, 0)).toBe(2500);
  expect((await rows()).filter(({ incidentId }) => incidentId === null)).toEqual([]);
});

test('a report keeps what the caller said out of the log', async () => {
  await send(report('a', { note: 'call Wang on 13812345678' }));
  await server.prediction.idle();
  expect(JSON.stringify(await server.operations.events('op', 0, 100))).not.toContain('13812345678');
});

test('a caller inside a known outage is told its estimate, and never one that has passed', async () => {
  const give = async (command: Command) =>
    expect((await server.operations.submit('op', command, dispatcher)).outcome).toBe('accepted');
  await send(report('first'));
  await server.prediction.idle();
  const [outage] = await incidents();
  const incident = outage?.id as IncidentId;
  await give({ id: 'c', type: 'confirmOutage', incident, reason: 'crewFinding' });
  expect((await send(report('a'))).body.known).toMatchObject([{ incident, etr: null, etrStanding: 'none' }]);
  const etr = new Date(Date.now() + 60 * 60_000).toISOString();
  await give({ id: 'e', type: 'setEtr', incident, etr, confidence: 'high', reason: 'assessed' });
  expect((await send(report('b'))).body.known).toMatchObject([
    { label: 'OUT-0001', planned: false, etr, etrStanding: 'due' },
  ]);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(etr) + 1000 });
  onTestFinished(() => void vi.useRealTimers());
  expect((await send(report('c'))).body.known).toMatchObject([{ etr: null, etrStanding: 'overdue' }]);
});
