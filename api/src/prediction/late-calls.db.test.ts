import type { IntakeAnswer } from '@relight/shared/http/reports';
import type { Incident } from '@relight/shared/operation/state';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pointsBehind } from '../testing/test-network.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
let n = 0;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const OP = '/api/operations/op';
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const send = async (door: 'reports' | 'meter-events', lines: readonly object[]): Promise<IntakeAnswer> => {
  const response = await server.request(`${OP}/${door}`, { as: 'intake', json: lines });
  expect(response.status, await response.clone().text()).toBe(200);
  const answer = await response.json();
  await server.prediction.idle();
  return answer;
};
const call = (servicePoint: string, minutes: number) => ({
  id: `c${n++}`,
  at: ago(minutes),
  channel: 'sms',
  servicePoint,
});
const give = async (command: object): Promise<void> => {
  const response = await server.request(`${OP}/commands`, { as: 'dispatcher', json: { id: `g${n++}`, ...command } });
  expect(response.status, await response.clone().text()).toBe(200);
  await server.prediction.idle();
};
const incidents = async (): Promise<readonly Incident[]> =>
  Object.values((await server.operations.state('op'))?.incidents ?? {});
const places = async () =>
  server.database.sql`select incident_id as incident, unplaced_reason as reason from trouble_reports order by id`;

const restoredFuse = async () => {
  const site = { type: 'device', device: 'F1' };
  await give({ type: 'openIncident', incident: 'inc_1', site, since: ago(30), reason: 'crewFinding', hazard: false });
  await give({
    type: 'restoreSupply',
    incident: 'inc_1',
    step: 'stp_1',
    means: 'repair',
    scope: { type: 'all' },
    verification: 'crew',
  });
};

test('calls made before the restoration and delivered after it open nothing, and their sender hears when supply came back', async () => {
  await restoredFuse();
  await send(
    'meter-events',
    pointsBehind('F1').map((servicePoint) => ({ id: `m${n++}`, at: ago(0), servicePoint, kind: 'powerOn' })),
  );
  const answer = await send(
    'reports',
    pointsBehind('F1')
      .slice(0, 40)
      .map((point) => call(point, 10)),
  );
  expect(answer.known).toHaveLength(40);
  expect(answer.known?.[0]).toMatchObject({
    incident: 'inc_1',
    label: 'OUT-0001',
    etr: null,
    restoredAt: expect.any(String),
  });
  expect(await incidents()).toMatchObject([{ id: 'inc_1', status: 'restored', reports: { count: 40 } }]);

  await give({ type: 'closeIncident', incident: 'inc_1', cause: 'equipmentFailure' });
  const later = await send('reports', [call('F1-T4-1', 12)]);
  expect(later.known).toMatchObject([{ incident: 'inc_1', restoredAt: expect.any(String) }]);
  expect(await incidents()).toEqual([]);
  expect(new Set((await places()).map(({ incident, reason }) => `${incident} ${reason}`))).toEqual(
    new Set(['inc_1 null']),
  );
});

test('so do calls about what was called off, and about what their own meter has said since', async () => {
  await send('reports', [call('F2-T0-1', 5)]);
  const [lone] = await incidents();
  await give({ type: 'cancelIncident', incident: lone?.id, reason: 'powerOn' });
  await send('reports', [call('F2-T0-1', 4)]);
  expect(await incidents()).toEqual([]);

  await send('meter-events', [{ id: 'on', at: ago(2), servicePoint: 'F3-T5-1', kind: 'powerOn' }]);
  await send('reports', [call('F3-T5-1', 3)]);
  expect(await incidents()).toEqual([]);
  expect((await places()).at(-1)).toEqual({ incident: null, reason: 'meterHasSupply' });
});

test('a call that is days old opens no outage, and its sender is told so', async () => {
  const answer = await send('reports', [call('sp-2', 6.9 * 24 * 60)]);
  expect(answer).toMatchObject({ accepted: 1, remarks: [{ index: 0, code: 'tooOld' }] });
  expect(await incidents()).toEqual([]);
  expect(await places()).toEqual([{ incident: null, reason: 'tooOld' }]);
  const bare = { id: 'p', at: ago(6.9 * 24 * 60), channel: 'phone', lon: 100, lat: 20 };
  await server.request('/api/operations/bare/reports', { as: 'intake', json: [bare] });
  await server.prediction.idle();
  expect(Object.values((await server.operations.state('bare'))?.incidents ?? {})).toEqual([]);
});

test('how old a call is, is judged by the clock of the log, also while that of the machine is hours ahead', async () => {
  await server.close();
  const now = () => Date.now() - 5 * 3_600_000;
  server = await startTestServer({ clock: { now } });
  const at = new Date(now() - 60_000).toISOString();
  const answer = await send('reports', [{ id: 'c', at, channel: 'phone', servicePoint: 'sp-2' }]);
  expect(answer).toMatchObject({ accepted: 1 });
  expect(answer.remarks).toBeUndefined();
  expect(await incidents()).toMatchObject([{ place: { servicePoint: 'sp-2' }, since: at }]);
});

test('a caller who only says a position is told of the outage of the service point there, and opens none when it is over', async () => {
  const point = (await server.facts('test-1'))?.servicePoint('sp-2');
  const callFrom = (minutes: number) => ({
    ...call('', minutes),
    servicePoint: undefined,
    lon: point?.lon,
    lat: point?.lat,
  });
  await send('reports', [call('sp-2', 5)]);
  const [lone] = await incidents();
  await give({ type: 'confirmOutage', incident: lone?.id, reason: 'crewFinding' });
  expect((await send('reports', [callFrom(4)])).known).toMatchObject([{ incident: lone?.id }]);
  expect(await incidents()).toMatchObject([{ reports: { count: 2 } }]);
  const step = { type: 'restoreSupply', incident: lone?.id, step: 'stp_1', means: 'repair', verification: 'crew' };
  await give({ ...step, scope: { type: 'all' } });
  await give({ type: 'closeIncident', incident: lone?.id, cause: 'equipmentFailure' });
  expect((await send('reports', [callFrom(3)])).known).toMatchObject([{ restoredAt: expect.any(String) }]);
  expect(await incidents()).toEqual([]);
});
