import { NORMAL } from '@relight/shared/network/overlay';
import type { DevicePrediction } from '@relight/shared/network/predict/predictor';
import { unionRanges } from '@relight/shared/network/ranges';
import type { Ruling } from '@relight/shared/operation/commands';
import { type Incident, initialState, type OperationState } from '@relight/shared/operation/state';
import { PREDICTION_PARAMETERS } from '@relight/shared/rules/prediction-parameters';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testNetwork } from '../testing/test-network.ts';
import { createHysteresis } from './hysteresis.ts';
import { type Plan, plan } from './plan.ts';
import type { WaitingReport } from './waiting-reports.ts';

const { facts } = testNetwork;
const NOW = Date.parse('2026-05-01T12:00:00Z');
const at = (minutesAgo: number) => new Date(NOW - minutesAgo * 60_000).toISOString();

const incident = (n: number, device: string, more: Partial<Incident> = {}): Incident => {
  const facing = facts.device(device);
  const extent = facts.below(device);
  if (facing === undefined || extent === undefined) throw new Error(`no device ${device}`);
  return {
    id: `inc_${n}`,
    number: n,
    status: 'predicted',
    priority: 3,
    place: { ...facing, device, deviceClass: facing.class, nameEn: null },
    outline: null,
    extent,
    restored: { ranges: [], customers: 0, important: [] },
    since: at(10),
    outSince: at(10),
    reportedAt: at(10),
    reports: { count: 1, lastAt: at(10) },
    hazard: false,
    ruling: { rule: 'treeScorer', evidence: {}, probability: 0.9 },
    confirmed: null,
    etr: null,
    firstArrivalAt: null,
    steps: [],
    customerMinutes: 0,
    restoredAt: null,
    notes: 0,
    holdsOpen: true,
    locked: false,
    fault: null,
    nestedIn: null,
    lostLater: [],
    absorbed: [],
    partly: [],
    temporary: 0,
    changedSeq: 1,
    ...more,
  };
};

const prediction = (device: string, more: Partial<DevicePrediction> = {}): DevicePrediction => ({
  device,
  probability: 0.9,
  level: 'device',
  since: NOW - 5 * 60_000,
  evidence: [],
  counts: { calls: 3 },
  runnersUp: [],
  same: [],
  ...more,
});

const report = (id: string, servicePoint: string): WaitingReport => ({
  id,
  at: at(1),
  servicePoint,
  section: facts.servicePoint(servicePoint)?.section ?? null,
  lon: null,
  lat: null,
  kind: 'outage',
});

const stateWith = (...incidents: Incident[]): OperationState => ({
  ...initialState,
  seq: 5,
  network: 'test-1',
  incidents: Object.fromEntries(incidents.map((one) => [one.id, one])),
});

const RULING: Ruling = { rule: 'treeScorer', evidence: { calls: 3 }, probability: 0.9 };

const planFor = (
  state: OperationState,
  predictions: readonly DevicePrediction[],
  waiting: readonly WaitingReport[] = [],
  more: Partial<Parameters<typeof plan>[0]> = {},
): Plan =>
  plan({
    state,
    facts,
    overlay: NORMAL,
    predictions,
    waiting,
    ruling: () => RULING,
    changes: () => true,
    allAnswered: () => false,
    suppliedSince: () => false,
    oldest: at(240),
    show: { predicted: 0.5, probable: 0.8 },
    reviews: new Map(),
    ...more,
  });
const inShort = ({ placements }: Plan) =>
  placements.map((one) => {
    const what = 'incident' in one ? one.incident : '';
    const where = 'device' in one ? one.device : '';
    return [one.kind, what, where, one.reports.map(({ id }) => id).join()].filter(Boolean).join(' ');
  });

test('a new hypothesis is predicted with the calls that it explains, and further ones from within', () => {
  const waiting = [report('a', 'sp-1'), report('b', 'F1-T0-0')];
  expect(inShort(planFor(stateWith(), [prediction('F1', { evidence: ['a'] })], waiting))).toEqual(['predict F1 a,b']);
});

test('a hypothesis above is a new outage that those below become part of: a number stays with its place', () => {
  const state = stateWith(incident(2, 'F1-T0'), incident(1, 'F1-T3'), incident(3, 'F3'));
  const { placements } = planFor(state, [prediction('F1')], [report('a', 'F1-T5-1')]);
  expect(placements).toMatchObject([
    { kind: 'predict', device: 'F1', absorbs: ['inc_1', 'inc_2'], again: undefined, reports: [{ id: 'a' }] },
  ]);
});

test('where the evidence comes back to a place, so does the number of that place', () => {
  const before = { ...incident(1, 'F1'), end: 'merged', at: at(2), cause: null, mergedInto: 'inc_4' };
  const state = {
    ...stateWith(incident(4, 'R')),
    finished: { ...initialState.finished, recent: [before as never] },
  };
  const made = planFor(state, [prediction('F1'), prediction('F2', { probability: 0.7 })]);
  expect(made.placements).toMatchObject([
    { kind: 'predict', device: 'F1', again: 'inc_1', absorbs: ['inc_4'] },
    { kind: 'predict', device: 'F2', again: undefined, absorbs: [] },
  ]);
  // Of an outage that somebody has confirmed meanwhile it was a part; what comes later is another one.
  const certain = stateWith(incident(4, 'R', { status: 'confirmed' }));
  const later = planFor({ ...certain, finished: state.finished }, [prediction('F3')]);
  expect(later.placements).toMatchObject([{ kind: 'predict', device: 'F3', again: undefined }]);
});

test('when meters below answer, an outage further down takes the place of the one above, and what else is still out becomes another', () => {
  const state = stateWith(incident(1, 'R'));
  const both = planFor(state, [prediction('F1'), prediction('F2', { probability: 0.7 })]);
  expect(inShort(both)).toEqual(['predict F1', 'predict F2']);
  expect(both.placements).toMatchObject([{ absorbs: ['inc_1'] }, { absorbs: [] }]);
});

test('nothing that a person has touched is moved, taken in or called off', () => {
  const touched: Partial<Incident>[] = [
    { status: 'confirmed', confirmed: { at: at(5), reason: 'crewFinding' } },
    { locked: true },
    { ruling: null },
    {
      status: 'partiallyRestored',
      steps: [
        {
          id: 'stp_1',
          at: at(2),
          means: 'switching',
          ranges: [],
          groups: [],
          customers: 1,
          customersLeft: 99,
          verification: null,
        },
      ],
    },
  ];
  for (const more of touched) {
    const state = stateWith(incident(1, 'F1-T0', more));
    const made = planFor(state, [prediction('F1')], [report('a', 'F1-T0-1'), report('b', 'F1-T1-1')], {
      allAnswered: () => true,
    });
    expect(inShort(made)).toEqual(['predict F1 b', 'attach inc_1 a']);
  }
  const crewed = stateWith(incident(1, 'F1-T0'));
  const dispatch = { id: 'dsp_1', incident: 'inc_1', crew: 'crew_1', status: 'offered' } as never;
  expect(inShort(planFor({ ...crewed, dispatches: { dsp_1: dispatch } }, [prediction('F1')]))).toEqual(['predict F1']);
});

test('a lone call says nothing about its neighbours: no incident moves because of it', () => {
  const lone = prediction('F1-T0-0', { level: 'service', probability: 0.07, evidence: ['a'] });
  expect(inShort(planFor(stateWith(incident(1, 'F1')), [lone], [report('a', 'F1-T0-0')]))).toEqual(['attach inc_1 a']);
  expect(inShort(planFor(stateWith(incident(1, 'F2')), [lone], [report('a', 'F1-T0-0')]))).toEqual([
    'predict F1-T0-0 a',
  ]);
});

const turned = (...ids: number[]) => ({
  reviews: new Map(ids.map((n) => [`inc_${n}` as const, UNSUPPORTED])),
  ruling: ({ probability, level }: DevicePrediction): Ruling => ({
    rule: level === 'service' ? 'treeScorerService' : 'treeScorer',
    evidence: {},
    probability,
  }),
});
const UNSUPPORTED = { verdict: 'unsupported' as const, finding: prediction('R', { probability: 0.04 }) };
const lone = (device: string, ...evidence: string[]) =>
  prediction(device, { level: 'service', probability: 0.07, evidence });

test('what the evidence no longer supports goes to where most of it is left, and everybody who called is where the call is explained', () => {
  const state = stateWith(incident(1, 'R'));
  const from = 'inc_1' as const;
  const called = [
    { ...report('a', 'F1-T0-0'), from },
    { ...report('b', 'F1-T3-1'), from },
    { ...report('c', 'F1-T3-2'), from },
    { ...report('d', 'F2-T4-4'), from },
  ];
  const thought = [lone('F1-T0-0', 'a'), lone('F1-T3-1', 'b', 'c')];
  const { placements, left } = planFor(state, thought, called, turned(1));
  expect(placements).toMatchObject([
    {
      kind: 'predict',
      absorbs: ['inc_1'],
      device: 'F1-T3-1',
      ruling: { rule: 'treeScorerService' },
      withdrawn: { incident: 'inc_1', finding: { rule: 'treeScorer', probability: 0.04 } },
      reports: [],
    },
    { kind: 'predict', device: 'F1-T0-0', reports: [{ id: 'a', from: 'inc_1' }] },
  ]);
  // Nothing explains the last one any more: it stays counted where it was.
  expect(placements.flatMap(({ reports }) => reports).map(({ id }) => id)).toEqual(['a']);
  expect(left).toEqual([]);
});

test('one at a transformer that no longer is supported goes to the service point that called', () => {
  const made = planFor(stateWith(incident(1, 'F1-T0')), [lone('F1-T0-2', 'a')], [], turned(1));
  expect(made.placements).toMatchObject([
    { kind: 'predict', device: 'F1-T0-2', absorbs: ['inc_1'], withdrawn: { finding: { probability: 0.04 } } },
  ]);
});

test('what is supported, or only for a moment not, stays', () => {
  const state = stateWith(incident(1, 'R'));
  for (const verdict of ['supported', 'undecided'] as const) {
    const reviews = new Map([['inc_1' as const, { ...UNSUPPORTED, verdict }]]);
    expect(inShort(planFor(state, [lone('F1-T0-0', 'a')], [], { reviews }))).toEqual([]);
  }
});

test('what people have touched stays, and is doubted once; so does what nothing at all is left of', () => {
  const locked = incident(1, 'R', { locked: true });
  const doubt = { kind: 'doubt', incident: 'inc_1', finding: { probability: 0.04 }, reports: [] };
  expect(planFor(stateWith(locked), [lone('F1-T0-0', 'a')], [], turned(1)).placements).toMatchObject([doubt]);
  expect(planFor(stateWith(incident(1, 'R')), [], [], turned(1)).placements).toMatchObject([doubt]);
  const doubted = { ...locked, doubt: { at: at(3), finding: RULING } };
  expect(inShort(planFor(stateWith(doubted), [], [], turned(1)))).toEqual([]);
  const reviews = new Map([['inc_1' as const, { ...UNSUPPORTED, verdict: 'supported' as const }]]);
  expect(planFor(stateWith(doubted), [], [], { reviews }).placements).toMatchObject([{ kind: 'doubt', finding: null }]);
});

test('a statement that has become weaker is made anew, at the same place', () => {
  const reviews = new Map([['inc_1' as const, { ...UNSUPPORTED, verdict: 'weaker' as const }]]);
  expect(inShort(planFor(stateWith(incident(1, 'R')), [], [], { reviews }))).toEqual(['restate inc_1 R']);
  const locked = stateWith(incident(1, 'R', { locked: true }));
  expect(inShort(planFor(locked, [], [], { reviews }))).toEqual([]);
});

test('what nothing explains is to be verified first, and what has no device is left', () => {
  const nowhere = { ...report('b', 'none'), section: null };
  const made = planFor(stateWith(), [], [report('a', 'sp-2'), nowhere]);
  expect(made.placements).toMatchObject([{ kind: 'predict', device: 'sp-2', ruling: { rule: 'treeScorerService' } }]);
  expect(made.left.map(({ id }) => id)).toEqual(['b']);
});

test('an incident is called off only when everybody in it has answered and nobody calls', () => {
  const state = stateWith(incident(1, 'F1'));
  const answered = { allAnswered: () => true };
  expect(inShort(planFor(state, [], [], answered))).toEqual(['cancel inc_1']);
  expect(inShort(planFor(state, [], [report('a', 'sp-1')], answered))).toEqual(['attach inc_1 a']);
  expect(inShort(planFor(state, []))).toEqual([]);
});

test('what a person holds is never called off: that everybody has answered is said, once, and not while somebody calls', () => {
  const answered = { allAnswered: () => true };
  const hold = {
    kind: 'held',
    at: at(5),
    by: { id: 'usr_one', role: 'dispatcher' },
    reason: null,
    note: null,
  } as const;
  const held = incident(1, 'F1', { locked: true, hold });
  expect(inShort(planFor(stateWith(held), [], [], answered))).toEqual(['contradict inc_1']);
  expect(inShort(planFor(stateWith(held), [], [report('a', 'sp-1')], answered))).toEqual(['attach inc_1 a']);
  const against = { at: at(1), fact: { is: 'supplied' } } as const;
  const known = incident(1, 'F1', { locked: true, hold: { ...hold, against } });
  expect(inShort(planFor(stateWith(known), [], [], answered))).toEqual([]);
  expect(inShort(planFor(stateWith(held), []))).toEqual([]);
});

test('what a person has given back is said anew by the evidence that is there', () => {
  const back = incident(1, 'F1', { ruling: { rule: 'givenBack', evidence: {} } });
  expect(inShort(planFor(stateWith(back), [prediction('F1')]))).toEqual(['restate inc_1 F1']);
});

test('what was restored a moment ago and is out is nested in that, whether it is open or closed by now', () => {
  const restored = incident(1, 'R', {
    status: 'restored',
    restored: { ranges: facts.below('R')?.ranges ?? [], customers: 2000, important: [] },
    steps: [
      {
        id: 'stp_1',
        at: at(3),
        means: 'repair',
        ranges: facts.below('R')?.ranges ?? [],
        customers: 2000,
        customersLeft: 0,
        verification: 'crew',
        groups: [],
      },
    ],
    restoredAt: at(3),
  });
  const inside = prediction('F1', { since: NOW - 2 * 60_000 });
  expect(planFor(stateWith(restored), [inside]).placements).toMatchObject([{ kind: 'predict', nestedIn: 'inc_1' }]);
  expect(planFor(stateWith(restored), [prediction('F3')]).placements).toMatchObject([{ nestedIn: null }]);
  const line = {
    ...restored,
    end: 'closed',
    at: at(1),
    customers: 2000,
    ranges: restored.extent.ranges,
    cause: 'unknown',
    mergedInto: null,
  };
  const closed = { ...stateWith(), finished: { ...initialState.finished, recent: [line as never] } };
  expect(planFor(closed, [inside]).placements).toMatchObject([{ kind: 'predict', nestedIn: 'inc_1' }]);
});

test('a shown device changes when another is several times as likely, or has stayed the best', () => {
  const { show } = PREDICTION_PARAMETERS.values;
  const one = incident(1, 'F1');
  const next = prediction('R', { probability: 0.6, runnersUp: [{ device: 'F1', probability: 0.35 }] });
  const fresh = () => createHysteresis(show, () => undefined);
  expect(fresh().changes(one, next, NOW)).toBe(false);
  expect(fresh().changes(one, { ...next, probability: 0.9, runnersUp: [] }, NOW)).toBe(true);
  const patient = fresh();
  expect(patient.changes(one, next, NOW)).toBe(false);
  expect(patient.changes(one, next, NOW + show.changeMinutes * 60_000)).toBe(true);
  expect(fresh().changes({ ...one, ruling: { rule: 'treeScorerService', evidence: {} } }, next, NOW)).toBe(true);
  expect(createHysteresis(show, () => 'closed').changes(one, next, NOW)).toBe(true);
});

test('whatever is thought, every report gets one place, no incident two orders, and new outages do not overlap', () => {
  const devices = ['B', 'R', 'F1', 'F2', 'F3', 'F1-T0', 'F1-T3', 'F2-T0', 'F3-T9'];
  const below = (device: string) => facts.below(device)?.ranges ?? [];
  const size = (ranges: readonly number[]) => ranges.reduce((sum, edge, i) => sum + (i % 2 === 0 ? -edge : edge), 0);
  const disjoint = (chosen: readonly string[]) => {
    const kept: string[] = [];
    for (const device of chosen) {
      const all = unionRanges(kept.flatMap(below), []);
      if (size(unionRanges(all, below(device))) === size(all) + size(below(device))) kept.push(device);
    }
    return kept;
  };
  const pointOf = (device: string) =>
    device.includes('-') ? `${device}-1` : `${device === 'B' || device === 'R' ? 'F1' : device}-T8-1`;
  const some = fc.uniqueArray(fc.constantFrom(...devices), { maxLength: 5 }).map(disjoint);
  const levels = fc.array(fc.constantFrom('device' as const, 'service' as const), { minLength: 5, maxLength: 5 });
  const turns = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });
  const points = fc.uniqueArray(fc.constantFrom('sp-1', 'sp-2', 'F1-T0-0', 'F1-T3-1', 'F3-T9-2', 'F2-T4-4'));
  fc.assert(
    fc.property(some, some, levels, points, fc.boolean(), turns, (shown, thought, level, calling, changes, turn) => {
      const waiting = calling.map((point) => report(point, point));
      const made = planFor(
        stateWith(...shown.map((device, i) => incident(i + 1, device, i === 1 ? { locked: true } : {}))),
        thought.map((device, i) =>
          level[i] === 'service'
            ? prediction(pointOf(device), { level: 'service' })
            : prediction(device, { level: 'device' }),
        ),
        waiting,
        { changes: () => changes, ...turned(...shown.flatMap((_, i) => (turn[i] ? [i + 1] : []))) },
      );
      const placed = [...made.placements.flatMap(({ reports }) => reports), ...made.left].map(({ id }) => id);
      expect(placed.sort()).toEqual(waiting.map(({ id }) => id).sort());
      const touched = made.placements.flatMap((one) => [
        ...('incident' in one ? [one.incident] : []),
        ...('absorbs' in one ? one.absorbs : []),
      ]);
      expect(new Set(touched).size).toBe(touched.length);
      if (shown.length > 1) {
        const moved = made.placements.flatMap((one) => ('absorbs' in one ? one.absorbs : []));
        expect(moved).not.toContain('inc_2');
      }
      const fresh = made.placements.flatMap((one) =>
        one.kind === 'predict' && thought.includes(one.device) ? [one.device] : [],
      );
      expect(disjoint(fresh)).toEqual(fresh);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('a danger is an incident of its own, with the calls from the same service point, whatever outage it lies in', () => {
  const danger = { ...report('wire', 'F1-T3-1'), kind: 'hazard' as const };
  const calls = [report('a', 'F1-T3-1'), report('b', 'F1-T5-1')];
  const within = planFor(
    stateWith(incident(1, 'F1')),
    [prediction('F1', { evidence: ['wire', 'a'] })],
    [danger, ...calls],
  );
  expect(inShort(within)).toEqual(['predict F1-T3-1 wire,a', 'attach inc_1 b']);
  const known = incident(2, 'F1-T3', {
    hazard: true,
    place: { ...incident(2, 'F1-T3').place, device: null, servicePoint: 'F1-T3-1' },
    extent: { ranges: [], customers: 20, important: [], area: 'urban' },
  });
  expect(inShort(planFor(stateWith(known), [], [danger]))).toEqual(['attach inc_2 wire']);
  // It neither becomes part of what lies above it nor is it called off because everybody has supply.
  const above = planFor(stateWith(known), [prediction('F1')], [], { allAnswered: () => true });
  expect(above.placements).toMatchObject([{ kind: 'predict', device: 'F1', absorbs: [] }]);
});

test('a call about what is over opens nothing: it belongs to what it spoke of, or is kept with the reason', () => {
  const back = (point: string, minutesAgo: number) => ({ ...report(point, point), at: at(minutesAgo) });
  const ranges = facts.below('F1')?.ranges ?? [];
  const step = {
    id: 'stp_1',
    at: at(3),
    means: 'repair',
    ranges,
    customers: 1000,
    customersLeft: 0,
    verification: 'crew',
    groups: [],
  };
  const restored = incident(1, 'F1', {
    status: 'restored',
    since: at(30),
    restored: { ranges, customers: 1000, important: [] },
    steps: [step as never],
    restoredAt: at(3),
  });
  expect(inShort(planFor(stateWith(restored), [], [back('F1-T0-0', 10)]))).toEqual(['attach inc_1 F1-T0-0']);
  // Made after the restoration, it tells of something new.
  expect(inShort(planFor(stateWith(restored), [], [back('F1-T0-0', 1)]))).toEqual(['predict F1-T0-0 F1-T0-0']);

  const line = (end: 'closed' | 'cancelled') => ({
    ...restored,
    end,
    at: at(2),
    customers: 1000,
    ranges,
    cause: null,
    mergedInto: null,
  });
  for (const end of ['closed', 'cancelled'] as const) {
    const state = { ...stateWith(), finished: { ...initialState.finished, recent: [line(end) as never] } };
    const made = planFor(state, [], [back('F1-T0-0', 10)]);
    expect([inShort(made), made.over]).toMatchObject([[], [{ incident: 'inc_1', reason: 'settled' }]]);
  }
  const answered = planFor(stateWith(), [], [back('sp-2', 10)], { suppliedSince: () => true });
  expect([inShort(answered), answered.over]).toMatchObject([[], [{ incident: null, reason: 'meterHasSupply' }]]);
  const old = planFor(stateWith(), [], [back('sp-2', 600)]);
  expect([inShort(old), old.over]).toMatchObject([[], [{ incident: null, reason: 'tooOld' }]]);
  // Within an outage that is still there it is one of its calls, however old.
  expect(inShort(planFor(stateWith(incident(2, 'F2')), [], [back('sp-2', 600)]))).toEqual(['attach inc_2 sp-2']);
});
