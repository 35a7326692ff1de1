import { crewOnRoster, operationSummary } from '@relight/shared/http/operations';
import { commandAnswer, dispatchLine, incidentLine, stateAnswer, totalsAnswer } from '@relight/shared/http/read-models';
import { recordedEvent } from '@relight/shared/operation/events';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { type Person, startTestServer, type TestServer } from '../testing/test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

const OP = '/api/operations/op';
const give = (command: object, as: Person = 'dispatcher', operation = OP) =>
  server.request(`${operation}/commands`, { as, json: command });
const read = async <T>(schema: z.ZodType<T>, path: string, as: Person = 'dispatcher'): Promise<T> => {
  const response = await server.request(path, { as });
  expect(response.status, path).toBe(200);
  return schema.parse(await response.json());
};
const open = (n: number) => ({
  id: `open-${n}`,
  type: 'openIncident',
  incident: `inc_${n}`,
  site: { type: 'device', device: `F${n}` },
  since: '2026-01-01T08:00:00+08:00',
  reason: 'dispatcherJudgement',
  hazard: false,
});

test('an order is in the log, and the same order again gets the same answer', async () => {
  const first = await give(open(1));
  expect(first.status).toBe(200);
  const answer = commandAnswer.parse(await first.json());
  expect(answer).toMatchObject({ seq: 2, events: [{ seq: 2, command: 'open-1', actor: { id: 'usr_dispatcher' } }] });
  expect(commandAnswer.parse(await (await give(open(1))).json())).toEqual(answer);
  expect((await give({ ...open(1), hazard: true })).status).toBe(409);
  const log = await read(z.array(recordedEvent), `${OP}/events`);
  expect(log.map(({ seq }) => seq)).toEqual([1, 2]);
});

test('an order without an id gets one', async () => {
  const { id: _, ...command } = open(1);
  expect((await give(command)).status).toBe(200);
});

test('a refusal says why and about what; a wrong member is named', async () => {
  await give(open(1));
  const again = await give({ ...open(1), id: 'other' });
  expect(again.status).toBe(409);
  expect(await again.json()).toMatchObject({ error: { code: 'incidentExists', details: { incident: 'inc_1' } } });
  const wrong = await give({ ...open(2), hazard: 'perhaps', colour: 'red' });
  expect(wrong.status).toBe(422);
  const { error } = (await wrong.json()) as { error: { message: string } };
  expect(error.message).toContain('hazard');
  expect(error.message).toContain('colour');
  expect((await give({ type: 'explode' })).status).toBe(422);
  expect((await give([])).status).toBe(422);
  expect((await give({ ...open(2), note: 'a\0b' })).status).toBe(422);
  expect((await give(open(2), 'dispatcher', '/api/operations/none')).status).toBe(404);
});

test('a role gives its own orders only, and a crew only those about itself', async () => {
  await give(open(1));
  const duty = (crew: string) => ({ type: 'setCrewDuty', crew, onDuty: true });
  expect((await give({ type: 'setResponseLevel' }, 'dispatcher')).status).toBe(422);
  const level = { type: 'setResponseLevel', level: 'IV', matters: 'storm', expectedUntil: null, measures: 'all in' };
  expect((await give(level, 'dispatcher')).status).toBe(403);
  expect((await give(level, 'manager')).status).toBe(200);
  expect((await give(open(2), 'viewer')).status).toBe(403);
  expect((await give(open(2), 'wall')).status).toBe(403);
  expect((await give(duty('crew_one'), 'crew')).status).toBe(200);
  const other = await give(duty('crew_two'), 'crew');
  expect(other.status).toBe(403);
  expect(await other.json()).toMatchObject({ error: { code: 'notYourDispatch' } });
});

test('the read models tell one story', async () => {
  await give(open(1));
  await give({ type: 'setCrewDuty', crew: 'crew_one', onDuty: true });
  await give({ type: 'dispatchCrew', dispatch: 'dsp_1', incident: 'inc_1', crew: 'crew_one' });
  expect(await read(z.array(operationSummary), '/api/operations')).toMatchObject([
    { id: 'op', kind: 'live', status: 'open', head: 4, network: 'test-1' },
    { id: 'bare', network: null },
  ]);
  expect(await read(z.array(incidentLine), `${OP}/incidents`)).toMatchObject([
    { id: 'inc_1', label: 'OUT-0001', customersOut: 1000, crews: [{ crew: 'crew_one', status: 'offered' }] },
  ]);
  expect(await read(z.array(dispatchLine), `${OP}/dispatches`)).toMatchObject([{ id: 'dsp_1', incident: 'inc_1' }]);
  const [crew] = await read(z.array(crewOnRoster), `${OP}/crews`);
  expect(crew).toMatchObject({ id: 'crew_one', status: 'offered', dispatch: 'dsp_1', certificates: ['highVoltage'] });
  const newest = await read(z.array(recordedEvent), `${OP}/timeline?limit=2`);
  expect(newest.map(({ seq }) => seq)).toEqual([4, 3]);
  const about = await read(z.array(recordedEvent), `${OP}/timeline?incident=inc_1&before=4`);
  expect(about.map(({ seq }) => seq)).toEqual([2]);
});

test('who the members of a crew are is for those who lead, and for the crew itself', async () => {
  const seen = async (as: Person) =>
    (await read(z.array(crewOnRoster), `${OP}/crews`, as)).map(({ members }) => members?.length);
  expect(await seen('dispatcher')).toEqual([2, 2]);
  expect(await seen('manager')).toEqual([2, 2]);
  expect(await seen('crew')).toEqual([2, undefined]);
  expect(await seen('viewer')).toEqual([undefined, undefined]);
  expect(await seen('wall')).toEqual([undefined, undefined]);
});

test('the state at any event or instant is the state that was', async () => {
  const before = await read(stateAnswer, `${OP}/state`);
  expect(before).toMatchObject({ seq: 1, state: { incidents: {} } });
  await new Promise((resolve) => setTimeout(resolve, 20));
  const instant = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 20));
  await give(open(1));
  expect(await read(stateAnswer, `${OP}/state?at=1`)).toEqual(before);
  expect(await read(stateAnswer, `${OP}/state?at=${instant}`)).toEqual(before);
  expect((await read(stateAnswer, `${OP}/state`)).hash).not.toBe(before.hash);
  expect(await read(stateAnswer, `${OP}/state?at=0`)).toMatchObject({ seq: 0 });
  for (const at of ['yesterday', '-1', '1.5', '']) {
    expect((await server.request(`${OP}/state?at=${at}`, { as: 'dispatcher' })).status, at).toBe(422);
  }
});

test('the log is read page by page without a gap', async () => {
  for (const n of [1, 2, 3]) await give(open(n));
  const pages: number[][] = [];
  for (let from = 0; ; ) {
    const page = await read(z.array(recordedEvent), `${OP}/events?from=${from}&limit=3`);
    if (page.length === 0) break;
    pages.push(page.map(({ seq }) => seq));
    from = page.at(-1)?.seq ?? 0;
  }
  expect(pages).toEqual([[1, 2, 3], [4]]);
  for (const query of ['limit=0', 'limit=99999', 'from=x', 'form=1']) {
    expect((await server.request(`${OP}/events?${query}`, { as: 'viewer' })).status, query).toBe(422);
  }
});

test('what is confirmed and what is only predicted are two figures, in the list and on the map', async () => {
  await give(open(1));
  await give({ ...open(2), site: { type: 'device', device: 'F2' }, reason: null });
  const figures = { inc_1: [1000, 0], inc_2: [0, 1000] };
  const lines = await read(z.array(incidentLine), `${OP}/incidents`);
  expect(Object.fromEntries(lines.map((it) => [it.id, [it.customersOut, it.customersPredicted]]))).toEqual(figures);
  const { features } = (await (await server.request(`${OP}/incidents.geojson`, { as: 'wall' })).json()) as {
    features: { id: string; properties: { customersOut: number; customersPredicted: number } }[];
  };
  expect(
    Object.fromEntries(features.map(({ id, properties: it }) => [id, [it.customersOut, it.customersPredicted]])),
  ).toEqual(figures);
  const { state } = await read(stateAnswer, `${OP}/state`);
  expect(state.curve.at(-1)).toMatchObject({ customersOut: 1000, customersPredicted: 1000 });
  // Nobody has told what to expect: what is predicted is what incidents state.
  expect(await read(totalsAnswer, `${OP}/totals`, 'wall')).toMatchObject({
    incidentsOpen: 2,
    confirmed: 1000,
    predicted: { expected: 1000, low: 1000, high: 1000 },
  });
  await give({ type: 'confirmOutage', incident: 'inc_2', reason: 'crewFinding' });
  const [, second] = await read(z.array(incidentLine), `${OP}/incidents`);
  expect([second?.customersOut, second?.customersPredicted]).toEqual([1000, 0]);
  const { confirmed, predicted } = await read(totalsAnswer, `${OP}/totals`);
  expect([confirmed, predicted]).toEqual([2000, { expected: 0, low: 0, high: 0 }]);
});

test('incidents for a map have a shape or at least a place', async () => {
  await give(open(1));
  const outline = [
    [120, 30],
    [120.1, 30],
    [120.1, 30.1],
    [120, 30],
  ];
  const site = { type: 'area', outline, customers: 5, name: 'Village', area: 'rural' };
  await give({ ...open(2), site });
  const response = await server.request(`${OP}/incidents.geojson`, { as: 'wall' });
  expect(response.headers.get('content-type')).toBe('application/geo+json');
  const { features } = (await response.json()) as { features: { geometry: { type: string }; id: string }[] };
  expect(Object.fromEntries(features.map(({ id, geometry }) => [id, geometry.type]))).toEqual({
    inc_1: 'Point',
    inc_2: 'Polygon',
  });
});

test('an operation is opened by a manager, once, on a network that exists', async () => {
  const command = { id: 'x', type: 'openOperation', kind: 'live', name: { zh: '新', en: 'New' }, network: null };
  expect((await give(command, 'dispatcher', '/api/operations/new')).status).toBe(403);
  expect((await give(command, 'manager', '/api/operations/new')).status).toBe(200);
  expect((await give(command, 'manager', '/api/operations/new')).status).toBe(200);
  expect((await give({ ...command, kind: 'drill' }, 'manager', '/api/operations/new')).status).toBe(409);
  expect((await give({ ...command, network: 'none' }, 'manager', '/api/operations/more')).status).toBe(409);
  expect((await give(command, 'manager', '/api/operations/a%20b')).status).toBe(422);
});

test('an estimate that has passed is told as overdue, in the list and on the map', async () => {
  await give(open(1));
  const at = new Date(Date.now() + 60 * 60_000).toISOString();
  await give({ id: 'e', type: 'setEtr', incident: 'inc_1', etr: at, confidence: 'high', reason: 'assessed' });
  const told = async () => {
    const [line] = await read(z.array(incidentLine), `${OP}/incidents`);
    const map = z.object({ features: z.array(z.object({ properties: incidentLine })) });
    const { features } = await read(map, `${OP}/incidents.geojson`);
    return [line, features[0]?.properties].map((one) => [one?.etr, one?.etrStanding]);
  };
  expect(await told()).toEqual([
    [at, 'due'],
    [at, 'due'],
  ]);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(at) });
  onTestFinished(() => void vi.useRealTimers());
  expect(await told()).toEqual([
    [null, 'overdue'],
    [null, 'overdue'],
  ]);
});
