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

const send = async (door: 'reports' | 'meter-events', lines: readonly object[]): Promise<void> => {
  const response = await server.request(`${OP}/${door}`, { as: 'intake', json: lines });
  expect(response.status, await response.clone().text()).toBe(200);
  await server.prediction.idle();
};
const gasp = (minutes: number) => (servicePoint: string) => ({
  id: `m${n++}`,
  at: ago(minutes),
  servicePoint,
  kind: 'lastGasp',
});
const call = (servicePoint: string) => ({ id: `c${n++}`, at: ago(0.5), channel: 'phone', servicePoint });
const give = async (command: object): Promise<void> => {
  const response = await server.request(`${OP}/commands`, { as: 'dispatcher', json: { id: `g${n++}`, ...command } });
  expect(response.status, await response.clone().text()).toBe(200);
  await server.prediction.idle();
};
const incidents = async (): Promise<readonly Incident[]> =>
  Object.values((await server.operations.state('op'))?.incidents ?? {}).sort((a, b) => a.number - b.number);
const out = async () => (await incidents()).reduce((sum, { extent }) => sum + extent.customers, 0);
const homeless = async () =>
  server.database.sql`select id, unplaced_reason from trouble_reports where incident_id is null`;

test('a feeder outage is shown whole while a switching plan is under way below it, and every call finds a home', async () => {
  await server.prediction.start();
  await send('meter-events', pointsBehind('F1').map(gasp(6)));
  await send('meter-events', pointsBehind('F3').slice(10, 15).map(gasp(5)));
  const own = (await incidents()).at(-1);
  await give({
    type: 'adoptSwitchingPlan',
    plan: 'pln_1',
    incident: own?.id,
    purpose: 'restoration',
    steps: [{ action: 'open', device: 'R', purpose: 'isolate' }],
  });
  await send('meter-events', [...pointsBehind('F2'), ...pointsBehind('F3')].map(gasp(4)));
  await send('reports', [
    ...pointsBehind('F2')
      .filter((_, i) => i % 5 === 1)
      .map(call),
    ...pointsBehind('F3')
      .filter((_, i) => i % 7 === 1)
      .map(call),
  ]);

  await expect.poll(out).toBe(3000);
  await expect.poll(homeless).toEqual([]);
  // The outage with the plan has kept its place and its customers: the steps are written for it.
  expect((await incidents()).find(({ id }) => id === own?.id)).toMatchObject({
    place: own?.place,
    extent: own?.extent,
  });

  await give({ type: 'abandonSwitchingPlan', plan: 'pln_1', reason: 'mistake' });
  await send('reports', [call('F2-T9-2')]);
  await expect.poll(homeless).toEqual([]);
  expect(await out()).toBe(3000);
});
