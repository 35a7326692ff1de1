import type { EvidenceAnswer, TraceAnswer } from '@relight/shared/http/network-answers';
import type { IntakeAnswer } from '@relight/shared/http/reports';
import type { Command } from '@relight/shared/operation/commands';
import type { Incident } from '@relight/shared/operation/state';
import { PREDICTION_PARAMETERS } from '@relight/shared/rules/prediction-parameters';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { atNoon, pointsBehind, testNetwork } from '../testing/test-network.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { predictionNetwork } from './prediction-network.ts';
import { createPrediction } from './service.ts';

let server: TestServer;
let n = 0;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const OP = '/api/operations/op';
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const send = async (
  door: 'reports' | 'meter-events' | 'scada-events',
  lines: readonly object[],
): Promise<IntakeAnswer> => {
  const response = await server.request(`${OP}/${door}`, { as: 'intake', json: lines });
  expect(response.status, await response.clone().text()).toBe(200);
  const answer = await response.json();
  await server.prediction.idle();
  return answer;
};
const call = (servicePoint: string, minutes = 1) => ({
  id: `c${n++}`,
  at: ago(minutes),
  channel: 'phone',
  servicePoint,
});
const meter = (servicePoint: string, kind: string, minutes: number) => ({
  id: `m${n++}`,
  at: ago(minutes),
  servicePoint,
  kind,
});
const position = (device: string, to: 'open' | 'closed', minutes = 0, more: object = {}) => ({
  id: `s${n++}`,
  at: ago(minutes),
  device,
  position: to,
  ...more,
});

const incidents = async (): Promise<Incident[]> =>
  Object.values((await server.operations.state('op'))?.incidents ?? {}).sort((a, b) => a.number - b.number);
const shown = async () => (await incidents()).map(({ place, status }) => `${place.device} ${status}`);
const eventTypes = async () => ((await server.operations.events('op', 1, 1000)) ?? []).map(({ event }) => event.type);
const give = async (command: Omit<Command, 'id'> & Record<string, unknown>) => {
  const response = await server.request(`${OP}/commands`, { as: 'dispatcher', json: { id: `g${n++}`, ...command } });
  expect(response.status, await response.clone().text()).toBe(200);
  await server.prediction.idle();
};

/** What predicts in another process on the same database. */
const anotherProcess = (more: Partial<Parameters<typeof createPrediction>[0]> = {}) =>
  createPrediction({
    sql: server.database.sql,
    operations: server.operations,
    network: async () => predictionNetwork(testNetwork, PREDICTION_PARAMETERS, atNoon),
    parameters: PREDICTION_PARAMETERS,
    log: pino({ level: 'silent' }),
    ...more,
  });

test('calls from several transformers name the fuse above them, with the counts that say why', async () => {
  await send(
    'reports',
    pointsBehind('F1')
      .filter((_, i) => i % 7 === 0)
      .map((point) => call(point)),
  );
  const [incident, ...others] = await incidents();
  expect(others).toEqual([]);
  expect(incident).toMatchObject({
    place: { device: 'F1' },
    status: 'predicted',
    ruling: { rule: 'treeScorer', parameters: PREDICTION_PARAMETERS.id, evidence: { calls: 8, transformers: 10 } },
  });
  expect(incident?.ruling?.probability).toBeGreaterThan(0.5);
});

test('one call is an outage of its own service point; with others it grows, and the larger one has a number of its own', async () => {
  await send('reports', [call('F1-T0-0')]);
  expect(await incidents()).toMatchObject([
    { number: 1, place: { servicePoint: 'F1-T0-0' }, extent: { customers: 20 }, ruling: { rule: 'treeScorerService' } },
  ]);
  await send('reports', [call('F1-T4-0'), call('F1-T7-1'), call('F1-T8-1')]);
  expect(await shown()).toEqual(['F1 predicted']);
  expect(await incidents()).toMatchObject([{ number: 2, reports: { count: 4 } }]);
});

test('meters alone make a prediction, dated by them, without a single report', async () => {
  await send(
    'meter-events',
    pointsBehind('F2').map((point) => meter(point, 'lastGasp', 5)),
  );
  const [incident, ...others] = await incidents();
  expect(others).toEqual([]);
  expect(incident).toMatchObject({
    place: { device: 'F2' },
    reports: { count: 0, lastAt: null },
    ruling: { evidence: { lastGasps: 50, calls: 0 } },
  });
  expect(Math.abs(Date.parse(incident?.since ?? '') - Date.parse(ago(5)))).toBeLessThan(3 * 60_000);
});

test('when every meter answers again, the prediction is called off', async () => {
  const points = pointsBehind('F2');
  await send(
    'meter-events',
    points.map((point) => meter(point, 'lastGasp', 6)),
  );
  expect(await shown()).toEqual(['F2 predicted']);
  await send(
    'meter-events',
    points.map((point) => meter(point, 'powerOn', 1)),
  );
  expect(await shown()).toEqual([]);
  expect((await eventTypes()).filter((type) => type !== 'outlookSet')).toEqual([
    'outagePredicted',
    'incidentCancelled',
  ]);
});

test('an opening that nobody ordered is a confirmed outage, and callers in it hear of it', async () => {
  await send('scada-events', [position('B', 'open', 3)]);
  const [incident] = await incidents();
  expect(incident).toMatchObject({ place: { device: 'B' }, status: 'confirmed', extent: { customers: 3000 } });
  const answer = await send('reports', [call('F1-T0-0'), { ...call('sp-2'), kind: 'outage' }]);
  expect(answer.known).toEqual([
    { index: 0, incident: incident?.id, label: 'OUT-0001', planned: false, etrStanding: 'none', etr: null },
    { index: 1, incident: incident?.id, label: 'OUT-0001', planned: false, etrStanding: 'none', etr: null },
  ]);
  expect(await incidents()).toMatchObject([{ reports: { count: 2 } }]);
});

test('an opening that telemetry tells late takes the larger guess over, and who calls from elsewhere is placed anew', async () => {
  const some = (fuse: 'F1' | 'F2') => pointsBehind(fuse).filter((_, i) => i % 5 === 0);
  await send(
    'reports',
    (['F1', 'F2'] as const).flatMap(some).map((point) => call(point, 2)),
  );
  expect(await shown()).toEqual(['R predicted']);
  await send('scada-events', [position('F1', 'open', 1)]);
  expect(await shown()).toEqual(['F1 confirmed', 'F2 predicted']);
  expect(await incidents()).toMatchObject([
    { confirmed: { reason: 'telemetry' }, reports: { count: some('F1').length } },
    { reports: { count: some('F2').length } },
  ]);
});

test('of a device only the newest position holds; older news is kept and changes nothing', async () => {
  await send('scada-events', [position('R', 'open', 1)]);
  expect(await shown()).toEqual(['R confirmed']);
  const before = (await server.operations.state('op'))?.seq;
  expect(await send('scada-events', [position('R', 'closed', 2)])).toMatchObject({ accepted: 1 });
  expect((await server.operations.state('op'))?.seq).toBe(before);
  const rows = await server.database.sql`select position from scada_events`;
  expect(rows).toHaveLength(2);
  const answer = await send('scada-events', [
    position('nothing', 'open'),
    position('F1-T0', 'open'),
    position('T', 'open'),
  ]);
  expect(answer).toMatchObject({
    accepted: 1,
    rejected: [
      { index: 0, code: 'deviceUnknown' },
      { index: 1, code: 'notOperable' },
    ],
  });
});

test('a reclosing within one delivery is no outage', async () => {
  await send('scada-events', [position('R', 'open', 2), position('R', 'closed', 1.9)]);
  expect(await eventTypes()).toEqual([]);
});

test('what people have confirmed or locked stays where it is, and takes the calls from within', async () => {
  const site = { type: 'device', device: 'F1-T0' };
  const opened = { incident: 'inc_t0', site, since: ago(1), reason: 'dispatcherJudgement', hazard: false };
  await give({ type: 'openIncident', ...opened } as never);
  await send('reports', [call('F1-T0-0')]);
  const [first] = await incidents();
  await send(
    'reports',
    pointsBehind('F1')
      .filter((_, i) => i % 5 === 1)
      .map((point) => call(point, 0.5)),
  );
  const all = await incidents();
  expect(all[0]).toMatchObject({ id: first?.id, status: 'confirmed', place: { device: 'F1-T0' } });
  expect(all.map(({ place }) => place.device)).toEqual(['F1-T0', 'F1']);
  // Those behind the confirmed transformer are its own: the fuse is predicted with the rest.
  expect(all[0]?.reports.count).toBe(2);
  expect(all[1]?.extent.customers).toBe(900);
});

test('a prediction that a dispatcher called off does not come back with the same calls', async () => {
  await send(
    'reports',
    pointsBehind('F3')
      .filter((_, i) => i % 5 === 0)
      .map((point) => call(point)),
  );
  const [incident] = await incidents();
  expect(incident?.place.device).toBe('F3');
  await give({ type: 'cancelIncident', incident: incident?.id, reason: 'other' } as never);
  expect(await shown()).toEqual([]);
});

test('whoever is still out after a restoration is a nested outage, with the first interruption’s beginning', async () => {
  await send(
    'reports',
    pointsBehind('F1')
      .filter((_, i) => i % 7 === 0)
      .map((point) => call(point, 30)),
  );
  const [outer] = await incidents();
  expect(outer?.place.device).toBe('F1');
  await give({ type: 'confirmOutage', incident: outer?.id, reason: 'crewFinding' } as never);
  await give({
    type: 'restoreSupply',
    incident: outer?.id,
    step: 'stp_all',
    means: 'repair',
    scope: { type: 'all' },
    verification: 'crew',
  } as never);
  expect(await shown()).toEqual(['F1 restored']);
  await send(
    'reports',
    [0, 1, 2].map((p) => call(`F1-T4-${p}`, 0)),
  );
  const [, nested] = await incidents();
  expect(nested).toMatchObject({ place: { device: 'F1-T4' }, nestedIn: outer?.id, since: outer?.since });
});

test('another process that takes over knows what this one knew, and says nothing twice', async () => {
  // Which service points have a meter is known by the start of a process: those that have spoken before.
  await send(
    'meter-events',
    pointsBehind('F2').map((point) => meter(point, 'powerOn', 60)),
  );
  await server.prediction.stop();
  const first = anotherProcess();
  await first.start();
  await server.request(`${OP}/reports`, {
    as: 'intake',
    json: pointsBehind('F1')
      .filter((_, i) => i % 7 === 0)
      .map((point) => call(point)),
  });
  await server.request(`${OP}/meter-events`, {
    as: 'intake',
    json: pointsBehind('F2').map((point) => meter(point, 'lastGasp', 4)),
  });
  first.wake('op');
  await first.idle();
  const before = await server.operations.state('op');
  expect(await shown()).toEqual(['R predicted']);
  await first.stop();

  const next = anotherProcess();
  await next.start();
  await next.idle();
  expect((await server.operations.state('op'))?.seq).toBe(before?.seq);
  const { sql } = server.database;
  await sql`insert into trouble_reports (operation_id, id, at, channel, service_point, section, kind)
    select 'op', 'late', now(), 'phone', 'F1-T3-3', ${testNetwork.facts.servicePoint('F1-T3-3')?.section ?? 0}, 'outage'`;
  next.wake('op');
  await next.idle();
  await next.stop();
  const [incident] = await incidents();
  expect(incident).toMatchObject({ place: { device: 'R' }, reports: { count: 9 } });
});

test('two processes on one database place every report once', async () => {
  const other = anotherProcess();
  const points = [...pointsBehind('F1'), ...pointsBehind('F2')];
  await Promise.all(
    Array.from({ length: 10 }, async (_, i) => {
      await server.request(`${OP}/reports`, {
        as: 'intake',
        json: points.slice(i * 10, i * 10 + 10).map((point) => call(point)),
      });
      other.wake('op');
      server.prediction.wake('op');
    }),
  );
  await other.idle();
  await server.prediction.idle();
  await other.stop();
  server.prediction.wake('op');
  await server.prediction.idle();
  expect((await incidents()).reduce((sum, { reports }) => sum + reports.count, 0)).toBe(100);
  const ids = ((await server.operations.events('op', 0, 1000)) ?? []).flatMap(({ event }) =>
    'reports' in event && 'ids' in event.reports ? event.reports.ids : [],
  );
  expect(new Set(ids).size).toBe(100);
  expect(ids).toHaveLength(100);
});

test('the evidence of an incident can be read, newest first, with its places', async () => {
  await send(
    'reports',
    pointsBehind('F1')
      .filter((_, i) => i % 7 === 0)
      .map((point) => call(point, 3)),
  );
  await send('meter-events', [meter('F1-T3-3', 'noResponse', 1), meter('F3-T0-0', 'powerOn', 1)]);
  const [incident] = await incidents();
  const response = await server.request(`${OP}/incidents/${incident?.id}/evidence`, { as: 'dispatcher' });
  const answer: EvidenceAnswer = await response.json();
  expect(answer.total).toBe(9);
  expect(answer.points[0]).toMatchObject({ kind: 'noResponse', servicePoint: 'F1-T3-3', lat: 30 });
  expect(answer.points.slice(1).every(({ kind }) => kind === 'outage')).toBe(true);
  expect((await server.request(`${OP}/incidents/inc_none/evidence`, { as: 'wall' })).status).toBe(404);
});

test('a breaker that somebody has closed again is not predicted from the old signal, nor after a restart', async () => {
  await send('scada-events', [position('B', 'open', 5)]);
  const [tripped] = await incidents();
  const closed = await server.operations.submit(
    'op',
    {
      id: 'close-b',
      type: 'recordSwitching',
      step: 'stp_close-b',
      incident: tripped?.id ?? null,
      operations: [{ action: 'close', element: 'B' }],
      verification: 'crew',
    },
    { id: 'usr_desk', role: 'dispatcher' },
  );
  expect(closed.outcome).toBe('accepted');
  server.prediction.wake('op');
  await server.prediction.idle();
  expect((await incidents()).map(({ status }) => status)).toEqual(['restored']);
  await server.prediction.stop();

  const next = anotherProcess();
  next.wake('op');
  await next.idle();
  await next.stop();
  expect((await incidents()).map(({ status }) => status)).toEqual(['restored']);
});

test('a trace follows the switching state', async () => {
  const trace = async (element: string, direction: string): Promise<TraceAnswer> =>
    (await server.request(`${OP}/trace?element=${element}&direction=${direction}`, { as: 'viewer' })).json();
  expect((await trace('F1', 'up')).devices.map(({ id }) => id)).toEqual(['R', 'B']);
  expect(await trace('R', 'down')).toMatchObject({ supplied: true, extent: { customers: 2000 } });
  await send('scada-events', [position('B', 'open', 1)]);
  expect((await trace('F1', 'up')).supplied).toBe(false);
  // What hangs on it is asked most of all when it is open, or dark.
  expect(await trace('B', 'down')).toMatchObject({ extent: { customers: 3000 } });
  expect(await trace('R', 'down')).toMatchObject({ supplied: false, extent: { customers: 2000 } });
  expect((await server.request(`${OP}/trace?element=none&direction=up`, { as: 'viewer' })).status).toBe(404);
});

test('reports whose order is refused keep no later ones from being placed', async () => {
  await server.prediction.stop();
  await send('reports', [call('F1-T0-1'), call('F1-T0-2')]);
  await send('reports', [call('F3-T3-0')]);
  const refusesF1: typeof server.operations.submit = (operation, command, actor) =>
    'device' in command && String(command.device).startsWith('F1')
      ? Promise.resolve({ outcome: 'refused', code: 'planUnderWay', details: {} })
      : server.operations.submit(operation, command, actor);
  const other = anotherProcess({ atOnce: 2, operations: { ...server.operations, submit: refusesF1 } });
  other.wake('op');
  await other.idle();
  const placed = await server.database.sql<{ point: string }[]>`
    select service_point as point from trouble_reports where incident_id is not null`;
  expect(placed.map(({ point }) => point)).toEqual(['F3-T3-0']);
  await other.stop();
});
