import type { IncidentPlacesAnswer } from '@relight/shared/http/incident-places';
import type { IntakeAnswer } from '@relight/shared/http/reports';
import { customersOut } from '@relight/shared/operation/customers-out';
import { fold } from '@relight/shared/operation/evolve';
import { type Incident, initialState } from '@relight/shared/operation/state';
import { stateHash } from '@relight/shared/operation/state-hash';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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
const send = async (door: 'reports' | 'meter-events' | 'scada-events', lines: readonly object[]) => {
  const response = await server.request(`${OP}/${door}`, { as: 'intake', json: lines });
  expect(response.status, await response.clone().text()).toBe(200);
  const answer: IntakeAnswer = await response.json();
  expect(answer.rejected).toEqual([]);
  await server.prediction.idle();
};
const call = (servicePoint: string, more: object = {}) => ({
  id: `c${n++}`,
  at: ago(1),
  channel: 'phone',
  servicePoint,
  ...more,
});
const meter = (servicePoint: string, kind: 'lastGasp' | 'powerOn', minutes: number) => ({
  id: `m${n++}`,
  at: ago(minutes),
  servicePoint,
  kind,
});
const give = async (command: object, as: 'dispatcher' | 'manager' = 'dispatcher') => {
  const response = await server.request(`${OP}/commands`, { as, json: { id: `g${n++}`, ...command } });
  await server.prediction.idle();
  return response;
};
const accepted = async (command: object) => {
  const response = await give(command);
  expect(response.status, await response.clone().text()).toBe(200);
};
const incidents = async (): Promise<Incident[]> =>
  Object.values((await server.operations.state('op'))?.incidents ?? {}).sort((a, b) => a.number - b.number);
const at = async (place: string) =>
  (await incidents()).find((it) => it.place.device === place || it.place.servicePoint === place);
const only = async () => {
  const [one, ...others] = await incidents();
  expect(others).toEqual([]);
  return one as Incident;
};
type Home = { readonly servicePoint: string; readonly incident: string | null };
const homes = async (): Promise<readonly Home[]> =>
  server.database.sql<Home[]>`
    select service_point as "servicePoint", incident_id as incident from trouble_reports where operation_id = 'op'`;
const callsAndHomesAgree = async () => {
  const all = await homes();
  expect(all.filter(({ incident }) => incident === null)).toEqual([]);
  for (const { id, number, reports } of await incidents())
    expect(reports.count, `calls of ${number}`).toBe(all.filter(({ incident }) => incident === id).length);
};
const replayAgrees = async () => {
  const state = await server.operations.state('op');
  const lines = (await server.operations.events('op', 0, 5000)) ?? [];
  expect(stateHash(fold(initialState, lines))).toBe(stateHash(state as NonNullable<typeof state>));
};

/** Callers behind four transformers of the fuse F1, three at the first. */
const CALLERS = ['F1-T0-0', 'F1-T0-1', 'F1-T0-2', 'F1-T4-0', 'F1-T7-1', 'F1-T8-1'];
const atFuse = async () => {
  await send(
    'reports',
    CALLERS.map((point) => call(point)),
  );
  const one = await only();
  expect(one.place.device).toBe('F1');
  return one;
};
const DANGER = { kind: 'hazard', at: ago(0) };
const inDanger = async () => (await incidents()).filter(({ hazard }) => hazard);

describe('a prediction that a person holds', () => {
  test('stays where and as it is while the evidence goes elsewhere, takes calls from within, and is given back', async () => {
    const { id, changedSeq } = await atFuse();
    await accepted({
      type: 'lockPrediction',
      incident: id,
      locked: true,
      basedOn: changedSeq,
      reason: 'crewReport',
      note: '熔断器在现场看到',
    });
    const held = await only();
    expect(held.hold).toMatchObject({ kind: 'held', reason: 'crewReport', note: '熔断器在现场看到' });
    await send(
      'reports',
      pointsBehind('F2').map((point) => call(point, { at: ago(0) })),
    );
    await send('reports', [call('F1-T2-1')]);
    const now = (await incidents()).find((one) => one.id === id);
    expect(now).toMatchObject({ place: held.place, extent: held.extent, ruling: held.ruling, reports: { count: 7 } });
    const others = (await incidents()).filter((one) => one.id !== id);
    expect(others.every(({ absorbed }) => absorbed.every((part) => part.id !== id))).toBe(true);

    await accepted({ type: 'lockPrediction', incident: id, locked: false });
    const free = (await server.operations.state('op'))?.incidents[id];
    expect(free === undefined || (free.hold === undefined && !free.locked)).toBe(true);
    await callsAndHomesAgree();
    await replayAgrees();
  });

  test('is not called off by meters: the fact is said once, and once more only when somebody has kept to it', async () => {
    const points = pointsBehind('F2');
    await send(
      'meter-events',
      points.map((point) => meter(point, 'lastGasp', 6)),
    );
    const { id } = await only();
    await accepted({ type: 'lockPrediction', incident: id, locked: true });
    await send(
      'meter-events',
      points.map((point) => meter(point, 'powerOn', 1)),
    );
    const against = await only();
    expect(against).toMatchObject({
      status: 'predicted',
      place: { device: 'F2' },
      hold: { against: { fact: { is: 'supplied' } } },
    });
    const { seq } = (await server.operations.state('op')) as { seq: number };
    await send('meter-events', [meter(points[0] as string, 'powerOn', 0)]);
    expect((await server.operations.events('op', seq, 100))?.map(({ event }) => event.type)).not.toContain(
      'holdContradicted',
    );
    await accepted({ type: 'lockPrediction', incident: id, locked: true, basedOn: against.changedSeq });
    expect((await only()).hold).toMatchObject({ kind: 'held' });
    expect((await only()).hold?.against).toBeUndefined();
    // Whoever gives it back lets the meters decide.
    await accepted({ type: 'lockPrediction', incident: id, locked: false });
    await send('meter-events', [meter(points[0] as string, 'powerOn', 0)]);
    expect(await incidents()).toEqual([]);
  });
});

describe('a prediction that a person pins', () => {
  test('to a transformer explains the calls there; those elsewhere become predictions again', async () => {
    const before = await atFuse();
    await accepted({
      type: 'moveOutage',
      incident: before.id,
      device: 'F1-T0',
      absorbs: [],
      ruling: null,
      reports: null,
      reason: 'crewReport',
      basedOn: before.changedSeq,
    });
    const pinned = (await at('F1-T0')) as Incident;
    expect(pinned).toMatchObject({
      id: before.id,
      number: before.number,
      hold: { kind: 'pinned', reason: 'crewReport' },
      reports: { count: 3 },
    });
    expect(customersOut(pinned)).toBeLessThan(customersOut(before));
    for (const { servicePoint, incident } of await homes())
      expect(incident === pinned.id, servicePoint).toBe(servicePoint.startsWith('F1-T0-'));
    await callsAndHomesAgree();

    // More calls make the rest firmer, and take nothing of it.
    await send(
      'reports',
      pointsBehind('F1').map((point) => call(point, { at: ago(0) })),
    );
    expect((await at('F1-T0'))?.id).toBe(pinned.id);
    expect((await at('F1-T0'))?.extent).toEqual(pinned.extent);
    await callsAndHomesAgree();
    await replayAgrees();
  });

  test('to a service point is known there, and only its own call stays', async () => {
    const before = await atFuse();
    const move = { type: 'moveOutage', incident: before.id, absorbs: [], ruling: null, reports: null };
    await accepted({ ...move, device: 'F1-T0-1', basedOn: before.changedSeq });
    expect(await at('F1-T0-1')).toMatchObject({ id: before.id, reports: { count: 1 }, extent: { customers: 20 } });
    await callsAndHomesAgree();
  });

  test('and given back is weighed again with everything', async () => {
    const before = await atFuse();
    const move = { type: 'moveOutage', incident: before.id, absorbs: [], ruling: null, reports: null };
    await accepted({ ...move, device: 'F1-T0', basedOn: before.changedSeq });
    await accepted({ type: 'lockPrediction', incident: before.id, locked: false });
    await send('reports', [call('F1-T5-1', { at: ago(0) })]);
    const now = await incidents();
    expect(now.every(({ locked, ruling }) => !locked && ruling !== null)).toBe(true);
    expect(now.map(({ place }) => place.device)).toEqual(['F1']);
    expect((await only()).reports.count).toBe(7);
    await callsAndHomesAgree();
  });

  test('at a service point and given back is said by the evidence again', async () => {
    await send('reports', [call('F1-T0-0')]);
    const { id } = await only();
    const move = { type: 'moveOutage', incident: id, absorbs: [], ruling: null, reports: null };
    await accepted({ ...move, device: 'F1-T0' });
    await accepted({ ...move, device: 'F1-T0-0' });
    await accepted({ type: 'lockPrediction', incident: id, locked: false });
    expect((await only()).place).toMatchObject({ servicePoint: 'F1-T0-0' });
    await send('reports', [call('F3-T2-2', { at: ago(0) })]);
    const now = (await incidents()).find((one) => one.id === id);
    expect(now).toMatchObject({ place: { servicePoint: 'F1-T0-0' }, ruling: { rule: 'treeScorerService' } });
  });

  test('of two dispatchers, the one who saw less is refused', async () => {
    const { id, changedSeq } = await atFuse();
    const move = { type: 'moveOutage', incident: id, absorbs: [], ruling: null, reports: null, basedOn: changedSeq };
    await accepted({ ...move, device: 'F1-T0' });
    const late = await give({ ...move, device: 'F1-T4' }, 'manager');
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({ error: { code: 'stale' } });
    const hold = await give({ type: 'lockPrediction', incident: id, locked: false, basedOn: changedSeq }, 'manager');
    expect(await hold.json()).toMatchObject({ error: { code: 'stale' } });
    expect((await at('F1-T0'))?.id).toBe(id);
  });
});

describe('a prediction that a person splits', () => {
  const split = (incident: string, device: string, more: object = {}) => ({
    type: 'splitIncident',
    incident,
    parts: [{ incident: 'inc_part', device }],
    reason: 'crewReport',
    ...more,
  });

  test('at a transformer gives the part its calls; both stay as they are', async () => {
    const before = await atFuse();
    await accepted(split(before.id, 'F1-T0', { basedOn: before.changedSeq }));
    const parts = await incidents();
    expect(parts).toMatchObject([
      { id: before.id, place: { device: 'F1' }, reports: { count: 3 }, hold: { kind: 'split' } },
      { id: 'inc_part', place: { device: 'F1-T0' }, reports: { count: 3 }, hold: { kind: 'split', from: before.id } },
    ]);
    expect(parts.reduce((sum, one) => sum + customersOut(one), 0)).toBe(customersOut(before));
    await send(
      'reports',
      ['F1-T0-3', 'F1-T4-2', 'F1-T9-0'].map((point) => call(point, { at: ago(0) })),
    );
    expect(await incidents()).toMatchObject([
      { id: before.id, extent: parts[0]?.extent, reports: { count: 5 } },
      { id: 'inc_part', extent: parts[1]?.extent, reports: { count: 4 } },
    ]);
    await callsAndHomesAgree();
    await replayAgrees();
  });

  test('at a service point takes that point’s call', async () => {
    const before = await atFuse();
    await accepted(split(before.id, 'F1-T0-1'));
    expect(await at('F1-T0-1')).toMatchObject({ reports: { count: 1 }, extent: { customers: 20 } });
    expect((await at('F1'))?.reports.count).toBe(5);
    expect(customersOut((await at('F1')) as Incident)).toBe(customersOut(before) - 20);
    await callsAndHomesAgree();
  });

  test('leaves the rest to the rules where the person says so', async () => {
    const before = await atFuse();
    await accepted(split(before.id, 'F1-T0', { restFree: true }));
    const all = await incidents();
    expect(all.find(({ id }) => id === 'inc_part')).toMatchObject({ locked: true, reports: { count: 3 } });
    expect(all.filter(({ id }) => id !== 'inc_part').every(({ locked }) => !locked)).toBe(true);
    await callsAndHomesAgree();
    await replayAgrees();
  });
});

describe('a danger inside what a person has taken in hand is an incident of its own', () => {
  const move = { type: 'moveOutage', device: 'F1-T0', absorbs: [], ruling: null, reports: null };
  test.each([
    ['held', (id: string) => ({ type: 'lockPrediction', incident: id, locked: true })],
    ['pinned', (id: string) => ({ ...move, incident: id })],
    [
      'split',
      (id: string) => ({ type: 'splitIncident', incident: id, parts: [{ incident: 'inc_part', device: 'F1-T0' }] }),
    ],
  ])('%s: whether it is reported after or before', async (_, order) => {
    const { id } = await atFuse();
    await send('reports', [call('F1-T0-3', DANGER)]);
    const [first] = await inDanger();
    expect(first).toMatchObject({ place: { servicePoint: 'F1-T0-3' }, reports: { count: 1 } });
    await accepted(order(id));
    await send('reports', [call('F1-T0-4', DANGER), call('F1-T0-3', DANGER)]);
    expect((await inDanger()).map(({ place, reports }) => [place.servicePoint, reports.count])).toEqual([
      ['F1-T0-3', 2],
      ['F1-T0-4', 1],
    ]);
    await accepted({ type: 'lockPrediction', incident: id, locked: false });
    expect(await inDanger()).toHaveLength(2);
    await callsAndHomesAgree();
    await replayAgrees();
  });

  test('and is joined to nothing by a pin above it', async () => {
    const { id } = await atFuse();
    await send('reports', [call('F1-T0-3', DANGER)]);
    const [danger] = await inDanger();
    const refused = await give({ ...move, incident: id, device: 'R', absorbs: [danger?.id] });
    expect(await refused.json()).toMatchObject({ error: { code: 'incidentIsHazard' } });
  });
});

test('where it could be instead: devices above and below and who called, each with its customers and calls', async () => {
  const { id } = await atFuse();
  const response = await server.request(`${OP}/incidents/${id}/places`, { as: 'dispatcher' });
  const { above, below, belowTotal } = (await response.json()) as IncidentPlacesAnswer;
  expect(above.map((it) => [it.id, it.customers, it.calls])).toEqual([
    ['R', 2000, 6],
    ['B', 3000, 6],
  ]);
  expect(below[0]).toMatchObject({ id: 'F1-T0', class: 'PowerTransformer', customers: 100, calls: 3 });
  expect(below.filter((it) => it.class === 'EnergyConsumer').map((it) => it.id)).toEqual(CALLERS);
  expect(belowTotal).toBe(10 + CALLERS.length);
  expect((await server.request(`${OP}/incidents/inc_none/places`, { as: 'dispatcher' })).status).toBe(404);
  const seen: IncidentPlacesAnswer = await (
    await server.request(`${OP}/incidents/${id}/places`, { as: 'wall' })
  ).json();
  expect(seen.below.filter((it) => it.class === 'EnergyConsumer')).toEqual([]);
});
