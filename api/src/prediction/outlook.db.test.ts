import { totalsAnswer } from '@relight/shared/http/read-models';
import { fold } from '@relight/shared/operation/evolve';
import { initialState } from '@relight/shared/operation/state';
import { allExpected, allOut } from '@relight/shared/readings/figures-out';
import { PREDICTION_PARAMETERS } from '@relight/shared/rules/prediction-parameters';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { atNoon, pointsBehind, testNetwork } from '../testing/test-network.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { predictionNetwork } from './prediction-network.ts';
import { createPrediction } from './service.ts';

let server: TestServer;
let n = 0;
const OP = '/api/operations/op';
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const call = async (points: readonly string[]) => {
  const response = await server.request(`${OP}/reports`, {
    as: 'intake',
    json: points.map((servicePoint) => ({
      id: `c${n++}`,
      at: new Date(Date.now() - 60_000).toISOString(),
      channel: 'phone',
      servicePoint,
    })),
  });
  expect(response.status).toBe(200);
  await server.prediction.idle();
};

const log = async () => (await server.operations.events('op', 0, 1000)) ?? [];
const outlooks = async () => (await log()).flatMap(({ event }) => (event.type === 'outlookSet' ? [event] : []));
const state = async () => {
  const found = await server.operations.state('op');
  if (found === undefined) throw new Error('no operation');
  return found;
};

/** What predicts in another process whose clock is ahead, once it has looked at everything. */
const lookLater = async (seconds: number): Promise<void> => {
  const later = createPrediction({
    sql: server.database.sql,
    operations: { ...server.operations, now: () => Date.now() + seconds * 1000 },
    network: async () => predictionNetwork(testNetwork, PREDICTION_PARAMETERS, atNoon),
    parameters: PREDICTION_PARAMETERS,
    log: pino({ level: 'silent' }),
  });
  later.wake('op');
  await later.idle();
  await later.stop();
};

test('what is expected is told with its reasons, not again within ten seconds, and once more when nobody is expected', async () => {
  await call(['F1-T4-0', 'F1-T7-1']);
  const [first, ...none] = await outlooks();
  expect(none).toEqual([]);
  expect(first).toMatchObject({ because: { calls: 2, lastGasps: 0, answers: 0, positions: 0 } });
  expect(first?.low).toBeLessThanOrEqual(first?.expected ?? 0);
  expect(first?.high).toBeGreaterThanOrEqual(first?.expected ?? 0);
  expect(first?.high).toBeGreaterThan(0);
  expect(allExpected(await state())).toEqual({ expected: first?.expected, low: first?.low, high: first?.high });

  const more = pointsBehind('F2').filter((_, i) => i % 7 === 0);
  await call(more);
  expect(await outlooks()).toHaveLength(1);
  await server.prediction.stop();
  await lookLater(11);
  const [, second] = await outlooks();
  expect(second?.expected).toBeGreaterThan((first?.expected ?? 0) * 1.02);
  // The calls are from before the first outlook, and came after it; what another process had heard is counted too.
  expect(second?.because).toMatchObject({ calls: more.length, lastGasps: 0, answers: 0, positions: 0 });
  expect(second?.because.sinceSeconds).toBeGreaterThanOrEqual(10);
  await lookLater(22);
  expect(await outlooks()).toHaveLength(2);

  for (const { id } of Object.values((await state()).incidents)) {
    const json = { id: `g${n++}`, type: 'cancelIncident', incident: id, reason: 'customerSide' };
    const response = await server.request(`${OP}/commands`, { as: 'dispatcher', json });
    expect(response.status, await response.clone().text()).toBe(200);
  }
  await lookLater(33);
  expect(allExpected(await state())).toEqual({ expected: 0, low: 0, high: 0 });
});

test('whoever folds the log up to a moment reads the same figures as are answered for it', async () => {
  await call(['F1-T4-0', 'F1-T7-1']);
  const [told] = await outlooks();
  const lone = Object.values((await state()).incidents)[0];
  const confirm = { id: 'sure', type: 'confirmOutage', incident: lone?.id, reason: 'dispatcherJudgement' };
  expect((await server.request(`${OP}/commands`, { as: 'dispatcher', json: confirm })).status).toBe(200);
  await server.prediction.idle();
  const read = async (query: string) => {
    const response = await server.request(`${OP}/totals${query}`, { as: 'wall' });
    expect(response.status).toBe(200);
    return totalsAnswer.parse(await response.json());
  };
  const lines = await log();
  for (const { seq } of lines) {
    const then = fold(initialState, lines.slice(0, seq));
    const { confirmed, predicted } = await read(`?at=${seq}`);
    expect({ seq, confirmed, predicted }).toEqual({
      seq,
      confirmed: allOut(then).confirmed,
      predicted: allExpected(then),
    });
  }
  const said = lines.find(({ event }) => event.type === 'outlookSet')?.seq;
  expect((await read(`?at=${said}`)).predicted).toEqual({ expected: told?.expected, low: told?.low, high: told?.high });
  const now = await read('');
  expect(now.confirmed).toBe(lone?.extent.customers);
  expect(now.predicted.expected).toBeLessThan(told?.expected ?? 0);
  expect((await server.request(`${OP}/totals?at=soon`, { as: 'wall' })).status).toBe(422);
  expect((await server.request('/api/operations/none/totals', { as: 'wall' })).status).toBe(404);
});
