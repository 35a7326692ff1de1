import { expect, test } from 'vitest';
import { totalCustomersOut } from './customers-out.ts';
import { given, type TestCommand } from './testing/given.ts';
import { ring } from './testing/ring.ts';
import { dispatcher } from './testing/world.ts';

/** Breaker B feeds the service points N1 (60 customers) and A1 (40), and behind switch S1 N2 and A2 (100 each). */
const RING = ring([
  [60, 40],
  [100, 100],
]);
const calls = (id: string, hazard = false) => ({
  ids: [id],
  firstAt: '2026-11-24T08:00:30.000Z',
  lastAt: '2026-11-24T08:00:30.000Z',
  hazard,
});
const predict = (incident: `inc_${string}`, device: string, more: object = {}): TestCommand => ({
  type: 'predictOutage',
  incident,
  device,
  reports: calls(`r-${incident}`),
  ruling: { rule: 'treeScorerService', evidence: { calls: 1 } },
  absorbs: [],
  ...more,
});
const open = (incident: `inc_${string}`, device: string): TestCommand => ({
  type: 'openIncident',
  incident,
  site: { type: 'device', device },
  since: '2026-11-24T08:00:00.000Z',
  reason: 'crewFinding',
  hazard: false,
});
const restoreAll = (incident: `inc_${string}`, step: `stp_${string}`): TestCommand => ({
  type: 'restoreSupply',
  incident,
  step,
  means: 'repair',
  scope: { type: 'all' },
  verification: 'crew',
});

test('a service point is a place with its own customers, from the call to the closing', () => {
  const called = given(RING).and(predict('inc_a', 'A1'));
  expect(called.state.incidents.inc_a).toMatchObject({
    number: 1,
    place: { device: null, deviceClass: 'EnergyConsumer', servicePoint: 'A1' },
    extent: { ranges: [], customers: 40 },
    holdsOpen: false,
  });
  expect(totalCustomersOut(called.state)).toBe(40);
  const done = called
    .and({ type: 'confirmOutage', incident: 'inc_a', reason: 'crewFinding' }, { actor: dispatcher })
    .and(restoreAll('inc_a', 'stp_1'), { actor: dispatcher, minutes: 10 });
  // Nobody else of the section is booked.
  expect(done.state.incidents.inc_a?.customerMinutes).toBeCloseTo(40 * 12.5);
  const closed = done.and({ type: 'closeIncident', incident: 'inc_a', cause: 'unknown' }, { actor: dispatcher });
  expect(closed.state.finished).toMatchObject({ incidents: 1, customersInterrupted: 40 });
  expect(given(RING).when(predict('inc_a', 'nobody')).refusal).toBe('deviceUnknown');
});

test('each customer is counted once: who is out alone is no part of the outage around, and stays out after it', () => {
  const around = given(RING)
    .and(predict('inc_a', 'A1'))
    .and({ type: 'confirmOutage', incident: 'inc_a', reason: 'crewFinding' }, { actor: dispatcher })
    .and(open('inc_b', 'B'), { actor: dispatcher });
  expect(around.state.incidents.inc_b?.extent.customers).toBe(260);
  expect(totalCustomersOut(around.state)).toBe(300);
  // Whoever calls from there now is known to be out.
  expect(around.when(predict('inc_c', 'N1')).refusal).toBe('alreadyDark');
  expect(around.when(predict('inc_c', 'A1')).refusal).toBe('alreadyDark');
  const back = around.and(restoreAll('inc_b', 'stp_1'), { actor: dispatcher });
  expect(back.state.incidents.inc_b).toMatchObject({ status: 'restored', restored: { customers: 260 } });
  expect(totalCustomersOut(back.state)).toBe(40);
});

test('a prediction that explains a lone call takes it in, and the same holds for an opening that telemetry sees', () => {
  const alone = given(RING).and(predict('inc_a', 'A1'));
  const predicted = alone.and(predict('inc_b', 'B', { absorbs: ['inc_a'] }));
  expect(predicted.state.incidents).toMatchObject({
    inc_b: { number: 2, extent: { customers: 300 }, reports: { count: 2 } },
  });
  expect(predicted.state.incidents.inc_a).toBeUndefined();
  const seen = alone.and({
    type: 'recordTelemetry',
    step: 'stp_t',
    positions: [
      { device: 'B', position: 'open', commanded: false, occurredAt: '2026-11-24T08:00:00.000Z', incident: 'inc_t' },
    ],
  });
  expect(Object.values(seen.state.incidents)).toMatchObject([{ id: 'inc_t', extent: { customers: 300 } }]);
});

test('what a person joins to an outage and takes out of it again keeps its customers, and each is counted once', () => {
  const apart = given(RING)
    .and(predict('inc_a', 'A1'))
    .and({ type: 'confirmOutage', incident: 'inc_a', reason: 'crewFinding' }, { actor: dispatcher })
    .and(open('inc_b', 'B'), { actor: dispatcher });
  const joined = apart.and({ type: 'mergeIncident', incident: 'inc_a', into: 'inc_b' }, { actor: dispatcher });
  expect(joined.state.incidents.inc_b?.extent.customers).toBe(300);
  expect(totalCustomersOut(joined.state)).toBe(300);
  const back = joined.and(restoreAll('inc_b', 'stp_1'), { actor: dispatcher });
  expect(totalCustomersOut(back.state)).toBe(0);
  const again = joined.and({ type: 'unmergeIncident', incident: 'inc_a', from: 'inc_b' }, { actor: dispatcher });
  expect(again.state.incidents).toMatchObject({
    inc_a: { extent: { customers: 40 } },
    inc_b: { extent: { customers: 260 } },
  });
  expect(totalCustomersOut(again.state)).toBe(300);
});

test('one who is out elsewhere and is joined to an outage has supply back with it', () => {
  const joined = given(RING)
    .and(predict('inc_a', 'A1'))
    .and(open('inc_b', 'S1'), { actor: dispatcher })
    .and({ type: 'mergeIncident', incident: 'inc_a', into: 'inc_b' }, { actor: dispatcher });
  expect(totalCustomersOut(joined.state)).toBe(240);
  const back = joined.and(restoreAll('inc_b', 'stp_1'), { actor: dispatcher });
  expect(back.state.incidents.inc_b).toMatchObject({ status: 'restored', restored: { customers: 240 } });
  expect(totalCustomersOut(back.state)).toBe(0);
});

test('a lone call that a prediction has taken in is taken out of it with its customers', () => {
  const within = given(RING)
    .and(predict('inc_a', 'A1'))
    .and(predict('inc_b', 'B', { absorbs: ['inc_a'] }));
  const apart = within.and({ type: 'unmergeIncident', incident: 'inc_a', from: 'inc_b' }, { actor: dispatcher });
  expect(apart.state.incidents).toMatchObject({
    inc_a: { extent: { customers: 40 } },
    inc_b: { extent: { customers: 260 } },
  });
});

test('who is out alone does not lose supply again by a switching step', () => {
  const alone = given(RING)
    .and(predict('inc_a', 'A2'))
    .and({ type: 'confirmOutage', incident: 'inc_a', reason: 'crewFinding' }, { actor: dispatcher })
    .and(open('inc_b', 'B'), { actor: dispatcher })
    .and(restoreAll('inc_b', 'stp_1'), { actor: dispatcher });
  const opened = alone.and(
    { type: 'recordSwitching', step: 'stp_2', incident: 'inc_b', operations: [{ action: 'open', element: 'S1' }] },
    { actor: dispatcher },
  );
  expect(totalCustomersOut(opened.state)).toBe(200);
  expect(opened.state.incidents.inc_a?.extent.customers).toBe(100);
});

test('a person can part one service point from an outage, or say that it is all that is out', () => {
  const whole = given(RING).and(open('inc_b', 'B'), { actor: dispatcher });
  const parted = whole.and(
    { type: 'splitIncident', incident: 'inc_b', parts: [{ incident: 'inc_p', device: 'A1' }] },
    { actor: dispatcher },
  );
  expect(parted.state.incidents).toMatchObject({
    inc_b: { extent: { customers: 260 } },
    inc_p: { number: 2, place: { servicePoint: 'A1' }, extent: { ranges: [], customers: 40 }, status: 'confirmed' },
  });
  const rest = parted.and(restoreAll('inc_b', 'stp_1'), { actor: dispatcher });
  expect(totalCustomersOut(rest.state)).toBe(40);
  const moved = whole.and(
    { type: 'moveOutage', incident: 'inc_b', device: 'N2', absorbs: [], ruling: null, reports: null },
    { actor: dispatcher },
  );
  expect(moved.state.incidents.inc_b).toMatchObject({
    place: { servicePoint: 'N2' },
    extent: { customers: 100 },
    locked: true,
  });
  const elsewhere = given(RING).and(open('inc_b', 'S1'), { actor: dispatcher });
  expect(
    elsewhere.when(
      { type: 'splitIncident', incident: 'inc_b', parts: [{ incident: 'inc_p', device: 'A1' }] },
      { actor: dispatcher },
    ).refusal,
  ).toBe('notBelow');
});

test('one who was out all along although the section was restored goes on from the first interruption, and counts once', () => {
  const restored = given(RING)
    .and(open('inc_b', 'B'), { actor: dispatcher })
    .and(restoreAll('inc_b', 'stp_1'), { actor: dispatcher, minutes: 60 });
  const minutes = restored.state.incidents.inc_b?.customerMinutes ?? 0;
  const nested = restored.and(predict('inc_n', 'A1', { nestedIn: 'inc_b' }));
  expect(nested.state.incidents).toMatchObject({
    inc_b: { extent: { customers: 260 }, restored: { customers: 260 } },
    inc_n: { extent: { customers: 40 }, since: '2026-11-24T08:00:00.000Z', nestedIn: 'inc_b' },
  });
  expect(nested.state.incidents.inc_b?.customerMinutes).toBeCloseTo(minutes * (260 / 300));
});

test('a danger is no part of what rules find around it, also where everybody is counted already', () => {
  const danger = given(RING).and(predict('inc_h', 'A1', { reports: calls('wire', true) }));
  expect(danger.when(predict('inc_b', 'B', { absorbs: ['inc_h'] })).refusal).toBe('incidentIsHazard');
  expect(danger.and(predict('inc_b', 'B')).state.incidents).toMatchObject({
    inc_h: { hazard: true, priority: 1, extent: { customers: 40 } },
    inc_b: { hazard: false, extent: { customers: 260 } },
  });
  const dark = given(RING).and(open('inc_b', 'B'), { actor: dispatcher });
  const within = dark.and(predict('inc_h', 'A1', { reports: calls('wire', true) }));
  expect(within.state.incidents).toMatchObject({
    inc_b: { extent: { customers: 300 } },
    inc_h: { hazard: true, extent: { customers: 0 } },
  });
  // It is a life of its own: confirmed, made safe, closed.
  const safe = within
    .and({ type: 'confirmOutage', incident: 'inc_h', reason: 'crewFinding' }, { actor: dispatcher })
    .and(restoreAll('inc_h', 'stp_h'), { actor: dispatcher })
    .and({ type: 'closeIncident', incident: 'inc_h', cause: 'lineDown' }, { actor: dispatcher });
  expect(totalCustomersOut(safe.state)).toBe(300);
});

test('a number belongs to its place: where rules come back to it, it comes back, and no other incident gets it', () => {
  const there = given(RING).and(predict('inc_a', 'S1'));
  const up = there.and(predict('inc_b', 'B', { absorbs: ['inc_a'] }));
  const again = up.and(
    predict('inc_a', 'S1', {
      absorbs: ['inc_b'],
      withdrawn: { incident: 'inc_b', finding: { rule: 'treeScorer', evidence: {}, probability: 0.02 } },
    }),
  );
  expect(again.state.incidents.inc_a).toMatchObject({
    number: 1,
    place: { device: 'S1' },
    withdrawn: { place: { device: 'B' }, finding: { probability: 0.02 } },
  });
  expect(again.state.finished.recent.map(({ id }) => id)).toEqual(['inc_b']);
  expect(again.state.nextNumber).toBe(3);
  // The id of one that ended in another way, or stood elsewhere, is taken for ever.
  expect(up.when(predict('inc_a', 'N1')).refusal).toBe('incidentExists');
  const gone = there.and({ type: 'cancelIncident', incident: 'inc_a', reason: 'powerOn' });
  expect(gone.when(predict('inc_a', 'S1')).refusal).toBe('incidentExists');
});

test('the sentence of a prediction counts the calls that have come, as long as it is one', () => {
  const ruling = { rule: 'treeScorer', evidence: { calls: 18 }, probability: 0.9 };
  const attach = { type: 'attachReports', incident: 'inc_a', reports: calls('r-2'), ruling } as const;
  const predicted = given(RING).and(predict('inc_a', 'S1'));
  expect(predicted.and(attach).state.incidents.inc_a?.ruling).toEqual(ruling);
  const confirmed = predicted.and(
    { type: 'confirmOutage', incident: 'inc_a', reason: 'crewFinding' },
    { actor: dispatcher },
  );
  expect(confirmed.and(attach).state.incidents.inc_a?.ruling?.evidence).toEqual({ calls: 1 });
});
