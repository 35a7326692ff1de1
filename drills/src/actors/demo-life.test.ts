import type { RecordedEvent } from '@relight/shared/operation/events';
import { initialState, type OperationState } from '@relight/shared/operation/state';
import { testContext, testNetwork } from '@relight/shared/operation/testing/world';
import { judge } from '@relight/shared/sync/authority';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startDemoLife } from './demo-life.ts';
import { alongWay, route, streetMap, wayLengthM } from './route.ts';
import type { WorldPort } from './world-port.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-24T14:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A world in memory: every command is judged by the real rules, and a report becomes a prediction at the fuse above it. */
const makeWorld = () => {
  let state: OperationState = initialState;
  const log: RecordedEvent[] = [];
  const refusals: string[] = [];
  const give = (command: Parameters<typeof judge>[1], actor: Parameters<WorldPort['submit']>[1]) => {
    const at = new Date(Date.now()).toISOString();
    const judgement = judge(
      state,
      command,
      testContext({
        at,
        actor,
        crew: (id) => ({ id, kind: 'repair', persons: 3, certificates: ['highVoltage', 'lowVoltage'] }),
      }),
    );
    if (!judgement.ok) {
      refusals.push(`${command.type}: ${judgement.refusal.code}`);
      return;
    }
    state = judgement.state;
    log.push(...judgement.recorded);
    for (const line of judgement.recorded) listener?.(line);
  };
  let listener: ((line: RecordedEvent) => void) | undefined;
  const system = { id: 'system', role: 'system' } as const;
  give({ id: 'open', type: 'openOperation', kind: 'live', name: { zh: '试', en: 'T' }, network: 'test-1' }, system);
  const world: WorldPort = {
    network: testNetwork,
    faultSites: ['F1', 'F2', 'F3'],
    servicePointsBelow: (device) => Array.from({ length: 8 }, (_, i) => `${device}/${i}`),
    transformersBelow: () => [],
    streets: [],
    crews: () =>
      ['one', 'two', 'three'].map((name, i) => ({
        id: `crew_${name}` as const,
        kind: 'repair' as const,
        persons: 3,
        certificates: ['highVoltage', 'lowVoltage'] as const,
        base: { lon: 120 + i / 100, lat: 30.01 },
        shift: { startHour: 0, endHour: 0 },
      })),
    isStaffed: (crew) => crew === 'crew_three',
    now: Date.now,
    state: () => state,
    follow: (take) => {
      listener = take;
      return () => {
        listener = undefined;
      };
    },
    submit: async (command, actor) => give(command, actor),
    report: async (reports) => {
      for (const report of reports) {
        const device = (report.servicePoint ?? '').split('/')[0] as string;
        const known = Object.values(state.incidents).find((it) => it.place.device === device);
        const group = { ids: [report.id], firstAt: report.at, lastAt: report.at, hazard: false };
        give(
          known
            ? { id: `p-${report.id}`, type: 'attachReports', incident: known.id, reports: group }
            : {
                id: `p-${report.id}`,
                type: 'predictOutage',
                incident: `inc_${device}-${log.length}`,
                device,
                reports: group,
                ruling: { rule: 'fuse', evidence: {} },
                absorbs: [],
              },
          system,
        );
      }
    },
    moveCrew: () => undefined,
  };
  return { world, log, refusals, state: () => state };
};

test('outages begin, are worked through and closed, by nobody but the simulated people', async () => {
  const { world, log, state } = makeWorld();
  const life = startDemoLife(world, (error) => {
    throw error;
  });
  await vi.advanceTimersByTimeAsync(20 * 60_000);
  life.stop();
  const count = (type: string) => log.filter((line) => line.event.type === type).length;
  expect(count('incidentClosed')).toBeGreaterThan(2);
  expect(count('crewArrived')).toBeGreaterThan(2);
  expect(log.some((line) => line.actor.crew === 'crew_three')).toBe(false);
  expect(Object.keys(state().incidents).length).toBeLessThanOrEqual(4);
});

test('paused people do nothing at all', async () => {
  const { world, log } = makeWorld();
  const life = startDemoLife(world, () => undefined);
  await life.setPaused(true);
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(log).toHaveLength(1);
  await life.setPaused(false);
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  life.stop();
  expect(log.length).toBeGreaterThan(1);
});

test('pausing settles only when everything they had begun is answered', async () => {
  const { world } = makeWorld();
  const answers: (() => void)[] = [];
  const slow = () => new Promise<void>((answer) => answers.push(answer));
  const life = startDemoLife({ ...world, submit: slow, report: slow }, () => undefined);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(answers.length).toBeGreaterThan(0);
  let paused = false;
  const pausing = life.setPaused(true).then(() => {
    paused = true;
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(paused).toBe(false);
  for (const answer of answers) answer();
  await pausing;
  life.stop();
});

const person = { id: 'usr_person', role: 'dispatcher' } as const;
const reportByPhone = (world: WorldPort) =>
  world.report([
    { id: 'call-1', at: new Date().toISOString(), channel: 'phone', servicePoint: 'F1/0', kind: 'outage' },
  ]);

test('an outage that a person reported is worked through and closed, after that person had time to take it on', async () => {
  const { world, log, state } = makeWorld();
  const life = startDemoLife({ ...world, faultSites: [] }, () => undefined);
  await vi.advanceTimersByTimeAsync(90_000);
  await reportByPhone(world);
  await vi.advanceTimersByTimeAsync(55_000);
  expect(Object.keys(state().dispatches)).toEqual([]);
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  life.stop();
  const types = log.map(({ event }) => event.type);
  expect(types).toContain('crewDispatched');
  expect(types.at(-1)).toBe('incidentClosed');
});

test('an outage that a person opened is worked through and closed as well', async () => {
  const { world, log } = makeWorld();
  const life = startDemoLife({ ...world, faultSites: [] }, () => undefined);
  await vi.advanceTimersByTimeAsync(90_000);
  const since = new Date().toISOString();
  await world.submit(
    {
      id: 'o',
      type: 'openIncident',
      incident: 'inc_o',
      site: { type: 'device', device: 'F1' },
      since,
      reason: 'dispatcherJudgement',
      hazard: false,
    },
    person,
  );
  await vi.advanceTimersByTimeAsync(60 * 60_000);
  life.stop();
  expect(log.map(({ event }) => event.type)).toContain('incidentClosed');
});

test('an outage that a person has taken on is left to that person, but a crew they send answers', async () => {
  const { world, log, state } = makeWorld();
  const life = startDemoLife({ ...world, faultSites: [] }, () => undefined);
  await vi.advanceTimersByTimeAsync(90_000);
  await reportByPhone(world);
  const [incident] = Object.values(state().incidents);
  const id = incident?.id ?? 'inc_x';
  await world.submit({ id: 'n', type: 'addNote', incident: id, text: 'tree on the line' }, person);
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(state().incidents[id]?.status).toBe('predicted');
  await world.submit({ id: 'd', type: 'dispatchCrew', dispatch: 'dsp_d', incident: id, crew: 'crew_one' }, person);
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  life.stop();
  expect(log.some((line) => line.event.type === 'supplyRestored')).toBe(true);
  expect(log.some((line) => line.event.type === 'incidentClosed')).toBe(false);
});

test('crews drive along streets, by the shortest way, and straight where none leads', () => {
  const map = streetMap([
    [
      [0, 0],
      [0.01, 0],
      [0.01, 0.01],
    ],
    [
      [0, 0],
      [0, 0.03],
      [0.01, 0.01],
    ],
  ]);
  const way = route(map, { lon: 0, lat: 0 }, { lon: 0.01, lat: 0.01 });
  expect(way.map(({ lon, lat }) => [lon, lat])).toContainEqual([0.01, 0]);
  expect(wayLengthM(way)).toBeCloseTo(2 * 1112, -1);
  const half = alongWay(way, 0.5);
  expect(half.lon).toBeCloseTo(0.01, 5);
  expect(half.lat).toBeCloseTo(0, 5);
  expect(route(streetMap([]), { lon: 0, lat: 0 }, { lon: 1, lat: 1 })).toHaveLength(2);
});
