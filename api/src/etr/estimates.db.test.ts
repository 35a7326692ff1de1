import type { Command } from '@relight/shared/operation/commands';
import { crewOne, dispatcher } from '@relight/shared/operation/testing/world';
import { ETR_MODEL } from '@relight/shared/rules/etr-defaults';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SYSTEM } from '../operations/operations.ts';
import { silent } from '../operations/testing/open-operations.ts';
import { importOutages } from '../outage-history/import-outages.ts';
import { testNetwork } from '../testing/test-network.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { type Estimates, startEstimates } from './estimates.ts';
import { createRestorationModels } from './restoration-models.ts';

const MINUTE = 60_000;
let server: TestServer;
let running: Estimates[];
beforeEach(async () => {
  server = await startTestServer();
  running = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(running.map((one) => one.close()));
  await server.close();
});

const start = (count = 1, paceOf?: (operation: string) => number) => {
  const { sql } = server.database;
  const facts = async () => testNetwork.facts;
  for (let i = 0; i < count; i++) {
    const models = createRestorationModels({ sql, operations: server.operations, facts, ...(paceOf && { paceOf }) });
    running.push(startEstimates({ sql, operations: server.operations, models, log: silent, lookMs: 20 }));
  }
};
const laterBy = (minutes: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + minutes * MINUTE });
const looks = () => new Promise((resolve) => setTimeout(resolve, 150));

/** Forty outages of HV lines beside the network's service point, lasting 5, 10, … 200 minutes: too few to tell how well the past has held. */
const remember = (lat = 30) =>
  importOutages(
    server.database.sql,
    (async function* () {
      for (let i = 1; i <= 40; i++) {
        const begin = Date.parse('2026-01-01T08:00:00+08:00') + i * 86_400_000;
        const line = {
          mRID: `past-${i}`,
          reportedStartTime: new Date(begin).toISOString(),
          restoredTime: new Date(begin + 5 * i * MINUTE).toISOString(),
          lon: 120.001,
          lat,
          metersAffected: 500,
          level: '10kV',
          causeKind: i === 40 ? 'plannedWork' : 'treeDown',
        };
        yield `${JSON.stringify(line)}\n`;
      }
    })(),
  );

const give = async (command: Command, actor = dispatcher, operation = 'op') => {
  const outcome = await server.operations.submit(operation, command, actor);
  if (outcome.outcome !== 'accepted') throw new Error(`${command.type}: ${JSON.stringify(outcome)}`);
};
const open = (n: number, operation = 'op') =>
  give(
    {
      id: `open-${n}`,
      type: 'openIncident',
      incident: `inc_${n}`,
      site: operation === 'op' ? { type: 'device', device: ['F1', 'F2', 'F3'][n] as string } : area(n),
      since: new Date().toISOString(),
      reason: 'dispatcherJudgement',
      hazard: false,
    },
    dispatcher,
    operation,
  );
const area = (n: number) => ({
  type: 'area' as const,
  outline: [
    [120, 30],
    [120.1, 30],
    [120.1, 30.1],
    [120, 30],
  ] as [number, number][],
  customers: 40,
  name: `Village ${n}`,
  area: 'rural' as const,
});
const etr = async (n: number, operation = 'op') =>
  (await server.operations.state(operation))?.incidents[`inc_${n}`]?.etr ?? null;
const estimates = async () =>
  (await server.operations.events('op', 0, 500))?.filter(({ event }) => event.type === 'etrSet') ?? [];

test('an incident gets the time by which most of its like were over, with what it rests on, once', async () => {
  await remember();
  await open(0);
  const begin = Date.parse((await server.operations.state('op'))?.incidents.inc_0?.since ?? '');
  start(2);
  await looks();
  expect(await etr(0)).toBeNull();
  laterBy(3);
  await expect.poll(() => etr(0)).not.toBeNull();
  await looks();
  // One of forty was planned and one momentary; the incident itself is known to be open. Four of five were over after 160 minutes.
  const quarter = 15 * MINUTE;
  expect(await etr(0)).toMatchObject({
    at: new Date(Math.ceil((begin + 160 * MINUTE) / quarter) * quarter).toISOString(),
    source: 'model',
    reason: 'history',
    basis: { outages: 39, p50Minutes: 100, p80Minutes: 160 },
  });
  expect((await etr(0))?.basis?.group).toContain('level=HV');
  expect(await estimates()).toHaveLength(1);
});

test('what has begun by the operation’s clock counts, whatever the clock of this machine says', async () => {
  await remember();
  await open(0);
  const { sql } = server.database;
  const learned = (aheadMinutes: number) => {
    const operations = { now: () => Date.now() + aheadMinutes * MINUTE };
    return createRestorationModels({ sql, operations, facts: async () => testNetwork.facts }).of('op', 'test-1');
  };
  expect((await learned(-60)).outages).toBe(38);
  expect((await learned(60)).outages).toBe(39);
});

test('where people work ten times as fast as in the past, so does the past', async () => {
  await remember();
  await open(0);
  start(1, (operation) => (operation === 'op' ? 10 : 1));
  laterBy(3);
  // A tenth of 100 and 160, and a little more: the incident itself has been open for longer than the shortest of them lasted.
  await expect.poll(async () => (await etr(0))?.basis).toMatchObject({ p50Minutes: 11, p80Minutes: 16 });
});

test('it is given anew when it will not hold, a bounded number of times', async () => {
  await remember();
  // By how much estimates are rounded up hangs on the minute of the hour, and by that how many of the past lasted longer.
  vi.useFakeTimers({ toFake: ['Date'], now: Math.ceil(Date.now() / (15 * MINUTE)) * 15 * MINUTE });
  await open(0);
  start();
  laterBy(3);
  await expect.poll(async () => (await estimates()).length).toBe(1);
  const first = await etr(0);
  laterBy(Math.ceil((Date.parse(first?.at as string) - Date.now()) / MINUTE));
  await expect.poll(async () => (await estimates()).length).toBe(2);
  const second = await etr(0);
  expect(second?.confidence).toBe('low');
  expect((second?.at as string) > (first?.at as string)).toBe(true);
  laterBy(24 * 60);
  await looks();
  expect(await estimates()).toHaveLength(2);
});

test('a time that a person has given stays, whatever the past says and also when it is over', async () => {
  await remember();
  await open(0);
  await open(1);
  const soon = new Date(Date.now() + 30 * MINUTE).toISOString();
  await give({ id: 'say', type: 'setEtr', incident: 'inc_0', etr: soon, confidence: 'low', reason: 'assessed' });
  // Also where a person is faster by a moment.
  const late = new Date(Date.now() + 90 * MINUTE).toISOString();
  const order = { type: 'setEtr', incident: 'inc_0', etr: late, confidence: 'low', reason: 'history' } as const;
  expect(await server.operations.submit('op', { ...order, id: 'model' }, SYSTEM)).toMatchObject({ outcome: 'refused' });
  start();
  laterBy(3);
  await expect.poll(() => etr(1)).not.toBeNull();
  laterBy(60);
  await looks();
  expect(await etr(0)).toMatchObject({ at: soon, source: 'dispatcher' });
});

test('a person takes over from the model', async () => {
  await remember();
  await open(0);
  start();
  laterBy(3);
  await expect.poll(() => etr(0)).toMatchObject({ source: 'model' });
  const said = new Date(Date.now() + 45 * MINUTE).toISOString();
  await give({ id: 'say', type: 'setEtr', incident: 'inc_0', etr: said, confidence: 'high', reason: 'assessed' });
  expect(await etr(0)).toMatchObject({ at: said, source: 'dispatcher' });
  expect((await etr(0))?.basis).toBeUndefined();
});

test('without a past of this network it is the default of the area, and said to be that', async () => {
  await remember(31);
  await open(0);
  await open(1, 'bare');
  start();
  laterBy(3);
  await expect.poll(() => etr(0)).toMatchObject({ source: 'default', reason: 'commitment', confidence: 'low' });
  // An operation without a network takes all that is known.
  await expect.poll(() => etr(1, 'bare')).toMatchObject({ source: 'model' });
});

test('in a storm nobody is given a time by a program, and one can see why', async () => {
  await remember();
  await open(0);
  await server.database.sql`
    insert into incidents (operation_id, id, number, status, priority, place, feeder, substation, lon, lat, area, hazard,
      reports, customers, customers_out, customer_minutes, since, reported_at, seq)
    select 'op', 'inc_s' || n, n, 'closed', 3, 'x', '', '', 120, 30, 'urban', false, 1, 10, 0, 0, now(), now() + interval '3 minutes', 1
    from generate_series(1, ${ETR_MODEL.values.stormIncidentsPerHour}) as n`;
  start();
  laterBy(3);
  await looks();
  expect(await etr(0)).toBeNull();
  const response = await server.request('/api/operations/op/etr-accuracy', { as: 'dispatcher' });
  expect(await response.json()).toMatchObject({ model: { state: 'storm' } });
  laterBy(70);
  await expect.poll(() => etr(0)).not.toBeNull();
});

test('how well estimates held is asked of the log, by who gave them', async () => {
  await remember();
  await open(0);
  start();
  laterBy(3);
  await expect.poll(() => etr(0)).not.toBeNull();
  await Promise.all(running.splice(0).map((one) => one.close()));
  await give({ id: 'duty', type: 'setCrewDuty', crew: 'crew_one', onDuty: true });
  await give({ id: 'send', type: 'dispatchCrew', dispatch: 'dsp_1', incident: 'inc_0', crew: 'crew_one' });
  await give({ id: 'accept', type: 'acceptDispatch', dispatch: 'dsp_1' }, crewOne);
  const said = new Date(Date.now() + 20 * MINUTE).toISOString();
  await give(
    { id: 'say', type: 'setEtr', incident: 'inc_0', etr: said, confidence: 'low', reason: 'assessed' },
    crewOne,
  );
  laterBy(30);
  await give({
    id: 'back',
    type: 'restoreSupply',
    incident: 'inc_0',
    step: 'stp_1',
    means: 'repair',
    scope: { type: 'all' },
    verification: 'crew',
  });
  const response = await server.request('/api/operations/op/etr-accuracy?days=7', { as: 'manager' });
  expect(response.status).toBe(200);
  const answer = await response.json();
  expect(answer).toMatchObject({ days: 7, restored: 1, model: { state: 'learned', outages: 39 } });
  expect(answer.bySource.map((it: { source: string; keptShare: number }) => [it.source, it.keptShare])).toEqual([
    ['crew', 0],
    ['model', 1],
  ]);
  expect(answer.bySource[0].medianErrorMinutes).toBeCloseTo(10, 0);
  expect((await server.request('/api/operations/none/etr-accuracy', { as: 'manager' })).status).toBe(404);
  expect((await server.request('/api/operations/op/etr-accuracy')).status).toBe(401);
});
