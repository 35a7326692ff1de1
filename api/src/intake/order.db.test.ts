import type { IntakeAnswer } from '@relight/shared/http/reports';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const seconds = (from: number) => new Date(Date.now() + from * 1000).toISOString();
const send = async (door: string, lines: readonly object[]): Promise<IntakeAnswer> => {
  const response = await server.request(`/api/operations/op/${door}`, { as: 'intake', json: lines });
  expect(response.status, await response.clone().text()).toBe(200);
  const answer = await response.json();
  await server.prediction.idle();
  return answer;
};
const shown = async () =>
  Object.values((await server.operations.state('op'))?.incidents ?? {}).map(
    ({ place, status }) => `${place.device} ${status}`,
  );

test('a position stamped ahead of our clock makes no later trip vanish, and its sender is told', async () => {
  const ahead = await send('scada-events', [{ id: 'a', at: seconds(240), device: 'R', position: 'closed' }]);
  expect(ahead).toMatchObject({ accepted: 1, remarks: [{ index: 0, code: 'aheadOfClock' }] });
  expect(
    (await send('scada-events', [{ id: 'b', at: seconds(0), device: 'R', position: 'open' }])).remarks,
  ).toBeUndefined();
  expect(await shown()).toEqual(['R confirmed']);
});

test('what one sender says in one batch keeps its order, also ahead of our clock', async () => {
  await send('scada-events', [
    { id: 'z', at: seconds(200), device: 'R', position: 'open' },
    { id: 'a', at: seconds(260), device: 'R', position: 'closed' },
  ]);
  expect(await shown()).toEqual([]);
});

test('a position that is older than the one known is kept, changes nothing, and its sender is told', async () => {
  await send('scada-events', [{ id: 'b', at: seconds(-5), device: 'R', position: 'closed' }]);
  const late = await send('scada-events', [{ id: 'a', at: seconds(-60), device: 'R', position: 'open' }]);
  expect(late).toMatchObject({ accepted: 1, remarks: [{ index: 0, code: 'olderThanKnown' }] });
  expect(await shown()).toEqual([]);
});

test('a meter that says ahead of our clock to have supply does not outlast the gasp that follows', async () => {
  const points = ['F1-T0-0', 'F1-T0-1', 'F1-T0-2', 'F1-T0-3', 'F1-T0-4'];
  await send(
    'meter-events',
    points.map((servicePoint, i) => ({ id: `on${i}`, at: seconds(240), servicePoint, kind: 'powerOn' })),
  );
  const kept = await server.database.sql<{ ahead: boolean }[]>`select at > now() as ahead from meter_events`;
  expect(kept.map(({ ahead }) => ahead)).toEqual(points.map(() => false));
});
