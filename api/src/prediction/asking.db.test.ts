import type { MetersToAskAnswer } from '@relight/shared/http/meters-to-ask';
import type { EvidenceAnswer } from '@relight/shared/http/network-answers';
import { METER_ASKING } from '@relight/shared/rules/meter-asking';
import { PREDICTION_PARAMETERS } from '@relight/shared/rules/prediction-parameters';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { atNoon, testNetwork } from '../testing/test-network.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { predictionNetwork } from './prediction-network.ts';
import { createPrediction } from './service.ts';

let server: TestServer;
let n = 0;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const send = async (door: 'reports' | 'meter-events', lines: readonly object[]) => {
  const response = await server.request(`/api/operations/op/${door}`, { as: 'intake', json: lines });
  expect(response.status, await response.clone().text()).toBe(200);
  expect((await response.json()).rejected).toEqual([]);
  await server.prediction.idle();
};
const call = (servicePoint: string, minutes: number) => ({
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
const toAsk = async (
  query = '',
  as: 'intake' | 'dispatcher' | 'viewer' | 'wall' = 'intake',
): Promise<MetersToAskAnswer> => {
  const response = await server.request(`/api/operations/op/meters-to-ask${query}`, { as });
  expect(response.status, await response.clone().text()).toBe(200);
  return response.json();
};
const only = async () => {
  const [incident] = Object.values((await server.operations.state('op'))?.incidents ?? {});
  if (incident === undefined) throw new Error('no incident');
  return incident;
};

test('nothing is predicted, so nobody is to be asked; without a network neither; of no operation nothing is said', async () => {
  expect(await toAsk()).toEqual({
    meters: [],
    asked: [],
    answerWithinSeconds: METER_ASKING.values.answerMinutes * 60,
    rules: { id: METER_ASKING.id, status: 'design' },
  });
  const bare = await server.request('/api/operations/bare/meters-to-ask', { as: 'viewer' });
  expect(await bare.json()).toMatchObject({ meters: [] });
  expect((await server.request('/api/operations/none/meters-to-ask', { as: 'viewer' })).status).toBe(404);
});

test('of a lone call its own meter is asked first; once asked it is waited for, and its silence counts only then', async () => {
  await send('reports', [call('F1-T0-0', 1)]);
  const incident = await only();
  const before = await toAsk();
  expect(before.meters[0]).toMatchObject({ incident: incident.id, servicePoint: 'F1-T0-0', metered: false, lat: 30 });
  expect(await toAsk(`?incident=${incident.id}`, 'dispatcher')).toEqual(before);
  for (const looker of ['viewer', 'wall'] as const)
    expect(await toAsk('', looker)).toMatchObject({ meters: [], asked: [] });
  expect((await toAsk('?incident=inc_other')).meters).toEqual([]);

  await send('meter-events', [meter('F1-T0-0', 'asked', 0)]);
  const asked = await toAsk();
  expect(asked.asked).toMatchObject([{ servicePoint: 'F1-T0-0' }]);
  expect((await toAsk('', 'viewer')).asked).toEqual([]);
  expect(asked.meters.map(({ servicePoint }) => servicePoint)).not.toContain('F1-T0-0');
  const evidence = async (): Promise<EvidenceAnswer> =>
    (await server.request(`/api/operations/op/incidents/${incident.id}/evidence`, { as: 'dispatcher' })).json();
  expect((await evidence()).points.map(({ kind }) => kind)).toEqual(['asked', 'outage']);

  // One that was asked long enough ago has not answered; one that has is no question any more.
  await send('meter-events', [
    meter('F1-T0-1', 'asked', 6),
    meter('F1-T0-2', 'asked', 6),
    meter('F1-T0-2', 'powerOn', 5),
  ]);
  expect((await toAsk()).asked.map(({ servicePoint }) => servicePoint)).toEqual(['F1-T0-0']);
  const kinds = new Map((await evidence()).points.map(({ servicePoint, kind }) => [servicePoint, kind]));
  expect(kinds.get('F1-T0-1')).toBe('noResponse');
  expect(kinds.get('F1-T0-2')).toBe('powerOn');
});

test('the silence of meters that were asked names the device, as if the head end had said so itself', async () => {
  await send('reports', [call('F1-T0-0', 8)]);
  expect(await only()).toMatchObject({ place: { servicePoint: 'F1-T0-0' }, ruling: { rule: 'treeScorerService' } });
  await send(
    'meter-events',
    ['F1-T0-1', 'F1-T0-2', 'F1-T0-3', 'F1-T0-4'].map((point) => meter(point, 'asked', 7)),
  );
  const after = await only();
  expect(after).toMatchObject({
    place: { device: 'F1-T0' },
    ruling: { rule: 'treeScorer', evidence: { pingsOff: 4 } },
  });
});

test('a process that predicts nothing gives the same list', async () => {
  await send('reports', [call('F1-T0-0', 1)]);
  const other = createPrediction({
    sql: server.database.sql,
    operations: server.operations,
    network: async () => predictionNetwork(testNetwork, PREDICTION_PARAMETERS, atNoon),
    parameters: PREDICTION_PARAMETERS,
    log: pino({ level: 'silent' }),
  });
  const points = (answer?: MetersToAskAnswer) => answer?.meters.map(({ servicePoint }) => servicePoint);
  expect(points(await other.metersToAsk('op'))).toEqual(points(await toAsk()));
  await other.stop();
});
