import type { Command } from '@relight/shared/operation/commands';
import type { Incident } from '@relight/shared/operation/state';
import { PREDICTION_PARAMETERS } from '@relight/shared/rules/prediction-parameters';
import { PREDICTION_REVIEW } from '@relight/shared/rules/prediction-review';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { atNoon, pointsBehind, testNetwork } from '../testing/test-network.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { predictionNetwork } from './prediction-network.ts';
import { createPrediction, type Prediction } from './service.ts';

let server: TestServer;
let prediction: Prediction;
let n = 0;

/** What predicts without waiting until a change has lasted. */
const impatient = () =>
  createPrediction({
    sql: server.database.sql,
    operations: server.operations,
    network: async () => predictionNetwork(testNetwork, PREDICTION_PARAMETERS, atNoon),
    parameters: PREDICTION_PARAMETERS,
    review: { ...PREDICTION_REVIEW, values: { ...PREDICTION_REVIEW.values, minutes: 0, apartEveryMinutes: 0 } },
    log: pino({ level: 'silent' }),
  });

beforeEach(async () => {
  server = await startTestServer();
  await server.prediction.stop();
  prediction = impatient();
});
afterEach(async () => {
  await prediction.stop();
  await server.close();
});

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const settle = async () => {
  prediction.wake('op');
  await prediction.idle();
};
const send = async (door: 'reports' | 'meter-events', lines: readonly object[]) => {
  const response = await server.request(`/api/operations/op/${door}`, { as: 'intake', json: lines });
  expect(response.status, await response.clone().text()).toBe(200);
  await settle();
};
/** So lately that it says little that nobody else has called. */
const call = (servicePoint: string) => ({ id: `c${n++}`, at: ago(4), channel: 'phone', servicePoint });
const answers = (servicePoints: readonly string[]) =>
  servicePoints.map((servicePoint) => ({ id: `m${n++}`, at: ago(1), servicePoint, kind: 'powerOn' }));
const give = async (command: Record<string, unknown>) => {
  const order = { id: `g${n++}`, ...command } as Command;
  const outcome = await server.operations.submit('op', order, { id: 'usr_desk', role: 'dispatcher' });
  expect(outcome.outcome).toBe('accepted');
  await settle();
};
const state = async () => {
  const now = await server.operations.state('op');
  if (now === undefined) throw new Error('no state');
  return now;
};
const incidents = async (): Promise<Incident[]> =>
  Object.values((await state()).incidents).sort((a, b) => a.number - b.number);
const homes = async () => {
  const rows = await server.database.sql<{ point: string; incident: string }[]>`
    select service_point as point, incident_id as incident from trouble_reports order by service_point`;
  return new Map(rows.map(({ point, incident }) => [point, incident]));
};

const CALLERS = ['F1-T0-0', 'F1-T4-1', 'F1-T8-2', 'F1-T8-3'];
/** Meters beside every caller's transformer have supply: the fuse has not opened. */
const SUPPLIED = pointsBehind('F1').filter((point) => !/^F1-T[048]-/.test(point) && !point.startsWith('sp'));

test('a fuse that the meters speak against is withdrawn, and every caller is where the call is explained', async () => {
  await send('reports', CALLERS.map(call));
  const [before, ...others] = await incidents();
  expect(others).toEqual([]);
  expect(before).toMatchObject({ place: { device: 'F1' }, reports: { count: 4 } });

  await send('meter-events', answers(SUPPLIED));
  const after = await incidents();
  expect(after.every(({ place }) => place.device !== 'F1')).toBe(true);
  const first = after.find(({ withdrawn }) => withdrawn !== undefined);
  const all = await homes();
  expect(after.reduce((sum, { reports }) => sum + reports.count, 0)).toBe(4);
  for (const point of CALLERS) {
    const home = after.find(({ id }) => id === all.get(point));
    expect(home?.place.servicePoint ?? home?.place.device).toBe(
      home?.place.device === null ? point : point.slice(0, 'F1-T0'.length),
    );
  }
  for (const one of after)
    expect(one.reports.count).toBe([...all.values()].filter((incident) => incident === one.id).length);
  expect(after.map(({ id }) => id)).not.toContain(before?.id);
  if (first?.withdrawn !== undefined) {
    expect(first.withdrawn.place.device).toBe('F1');
    expect(first.withdrawn.ruling?.probability).toBe(before?.ruling?.probability);
    expect(first.withdrawn.finding.probability).toBeLessThan(PREDICTION_REVIEW.values.withdrawBelow);
  }

  const seq = (await state()).seq;
  await settle();
  expect((await state()).seq).toBe(seq);
  // Whoever takes over finds the same, and says nothing.
  await prediction.stop();
  prediction = impatient();
  await settle();
  expect((await state()).seq).toBe(seq);
});

test('with one caller behind each transformer it goes to one service point, and says what it was before', async () => {
  await send('reports', ['F1-T0-0', 'F1-T4-1', 'F1-T8-2'].map(call));
  const [before] = await incidents();
  expect(before?.place.device).toBe('F1');
  await send('meter-events', answers(SUPPLIED));
  const first = (await incidents()).find(({ withdrawn }) => withdrawn !== undefined);
  expect(first).toMatchObject({
    ruling: { rule: 'treeScorerService' },
    reports: { count: 1 },
    withdrawn: { place: { device: 'F1' }, ruling: { rule: 'treeScorer' }, finding: { rule: 'treeScorer' } },
  });

  // New evidence brings it back: the fuse is shown again, with all its callers.
  await send(
    'reports',
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((t) => [1, 2, 3].map((p) => ({ ...call(`F1-T${t}-${p}`), at: ago(0) }))),
  );
  const again = (await incidents()).filter(({ place }) => place.device === 'F1');
  expect(again).toHaveLength(1);
  expect(again[0]?.withdrawn).toBeUndefined();
  expect(again[0]?.number, 'the number belongs to the place').toBe(before?.number);
  expect((await incidents()).reduce((sum, { reports }) => sum + reports.count, 0)).toBe(33);
});

test('what a dispatcher has locked is never withdrawn, but doubted in the log, until the evidence supports it again', async () => {
  await send('reports', CALLERS.map(call));
  const [before] = await incidents();
  await give({ type: 'lockPrediction', incident: before?.id, locked: true });
  expect((await incidents())[0]?.doubt).toBeUndefined();
  await send('meter-events', answers(SUPPLIED));
  const [doubted, ...others] = await incidents();
  expect(others).toEqual([]);
  expect(doubted).toMatchObject({ place: { device: 'F1' }, locked: true, reports: { count: 4 } });
  expect(doubted?.doubt?.finding.probability).toBeLessThan(PREDICTION_REVIEW.values.withdrawBelow);
  expect(doubted?.doubt?.finding.evidence.pingsOn).toBe(SUPPLIED.length);

  await give({ type: 'lockPrediction', incident: before?.id, locked: false });
  expect((await incidents()).some(({ place }) => place.device === 'F1')).toBe(false);
});

test('in whatever order calls and answers come, they end in the same places', async () => {
  await send('meter-events', answers(SUPPLIED).slice(0, 3));
  await send('reports', CALLERS.slice(0, 2).map(call));
  await send('meter-events', answers(SUPPLIED));
  await send('reports', CALLERS.slice(2).map(call));
  await settle();
  const all = await homes();
  const after = await incidents();
  for (const point of CALLERS) {
    const home = after.find(({ id }) => id === all.get(point));
    expect(home?.place.servicePoint ?? home?.place.device).toBe(
      home?.place.device === null ? point : point.slice(0, 'F1-T0'.length),
    );
  }
});
