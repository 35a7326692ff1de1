import { describe, expect, test } from 'vitest';
import { totals } from '../readings/totals.ts';
import { movableIncidents } from './absorption.ts';
import { totalCustomersOut } from './customers-out.ts';
import { given, type Scenario, type TestCommand } from './testing/given.ts';
import { dispatcher, system } from './testing/world.ts';

/** On the little feeder: B feeds R and F3, R feeds F1 (with the hospital) and F2; 1,000 customers behind each fuse. */
const instant = (minutes: number) => new Date(Date.parse('2026-11-24T08:00:00Z') + minutes * 60_000).toISOString();
type Incident = `inc_${string}`;
const ruling = { rule: 'transformer', evidence: { calls: 2 } };
const reports = (id: string, since = 0) => ({
  ids: [id],
  firstAt: instant(since),
  lastAt: instant(since),
  hazard: false,
});
const predict = (incident: Incident, device: string, more: object = {}): TestCommand =>
  ({
    type: 'predictOutage',
    incident,
    device,
    reports: reports(incident),
    ruling,
    absorbs: [],
    ...more,
  }) as TestCommand;
const confirm = (incident: Incident): TestCommand => ({ type: 'confirmOutage', incident, reason: 'crewFinding' });
const restore = (incident: Incident, at: number, device?: string): TestCommand => ({
  type: 'restoreSupply',
  incident,
  step: `stp_${at}`,
  means: 'repair',
  scope: device === undefined ? { type: 'all' } : { type: 'below', devices: [device] },
  verification: 'crew',
  occurredAt: instant(at),
});
const move = (incident: Incident, device: string, by: typeof ruling | null, absorbs: Incident[] = []): TestCommand => ({
  type: 'moveOutage',
  incident,
  device,
  absorbs,
  ruling: by,
  reports: null,
});
const reportsOf = ({ state }: { state: Scenario['state'] }) =>
  Object.values(state.incidents).reduce((sum, { reports }) => sum + reports.count, 0);

describe('a locked incident', () => {
  const locked = () =>
    given()
      .and(predict('inc_a', 'F1'))
      .and({ type: 'lockPrediction', incident: 'inc_a', locked: true }, { actor: dispatcher });

  test('is not moved, absorbed or cancelled by any rule', () => {
    const commands: readonly TestCommand[] = [
      move('inc_a', 'R', ruling),
      predict('inc_b', 'R', { absorbs: ['inc_a'] }),
      { type: 'cancelIncident', incident: 'inc_a', reason: 'powerOn' },
      { type: 'splitIncident', incident: 'inc_a', parts: [{ incident: 'inc_x', device: 'F1' }] },
    ];
    for (const command of commands) {
      expect(locked().when(command, { actor: system }).refusal, command.type).toBe('incidentLocked');
    }
    const two = locked().and(predict('inc_b', 'F2'));
    expect(two.when({ type: 'mergeIncident', incident: 'inc_a', into: 'inc_b' }, { actor: system }).refusal).toBe(
      'incidentLocked',
    );
    expect(
      two.when({ type: 'mergeIncident', incident: 'inc_a', into: 'inc_b' }, { actor: dispatcher }).refusal,
    ).toBeUndefined();
  });

  test('still takes reports, is moved by persons, and can be let go', () => {
    expect(locked().when({ type: 'attachReports', incident: 'inc_a', reports: reports('r9') }).refusal).toBeUndefined();
    expect(locked().when(move('inc_a', 'R', null), { actor: dispatcher }).refusal).toBeUndefined();
    const free = locked().and({ type: 'lockPrediction', incident: 'inc_a', locked: false });
    expect(free.when(move('inc_a', 'R', ruling), { actor: system }).refusal).toBeUndefined();
    expect(free.when({ type: 'lockPrediction', incident: 'inc_a', locked: false }).refusal).toBe('lockUnchanged');
  });

  test('is also what a person has overruled, until the person lets go of it', () => {
    const overruled = given()
      .and(predict('inc_a', 'F1'))
      .and(move('inc_a', 'R', null), { actor: dispatcher });
    expect(overruled.state.incidents.inc_a).toMatchObject({ locked: true, place: { device: 'R' } });
    expect(overruled.when(move('inc_a', 'F1', ruling), { actor: system }).refusal).toBe('incidentLocked');
    const free = overruled.and({ type: 'lockPrediction', incident: 'inc_a', locked: false });
    expect(free.when(move('inc_a', 'F1', ruling), { actor: system }).refusal).toBeUndefined();
  });
});

describe('what a person takes out of the hands of the rules', () => {
  const said = { reason: 'crewReport', note: '只有这一处' } as const;
  const dispatcherSays = { actor: dispatcher };

  test('says who, how and why; given back, it is the rules’ again', () => {
    const held = given()
      .and(predict('inc_a', 'R'))
      .and({ type: 'lockPrediction', incident: 'inc_a', locked: true, ...said }, dispatcherSays);
    expect(held.state.incidents.inc_a?.hold).toEqual({ kind: 'held', at: held.at, by: dispatcher, ...said });
    const pinned = held.and({ ...move('inc_a', 'F1', null), ...said } as TestCommand, dispatcherSays);
    expect(pinned.state.incidents.inc_a?.hold).toMatchObject({ kind: 'pinned', ...said });
    expect(movableIncidents(pinned.state)).toEqual([]);
    const free = pinned.and({ type: 'lockPrediction', incident: 'inc_a', locked: false }, dispatcherSays);
    expect(free.state.incidents.inc_a?.hold).toBeUndefined();
    expect(movableIncidents(free.state).map(({ id }) => id)).toEqual(['inc_a']);
  });

  test('a part is held with what it was parted from, and the rest as far as the person says', () => {
    const whole = given().and(predict('inc_a', 'R'));
    const split = { type: 'splitIncident', incident: 'inc_a', parts: [{ incident: 'inc_b', device: 'F1' }] } as const;
    const both = whole.and({ ...split, parts: [...split.parts], ...said }, dispatcherSays).state.incidents;
    expect(both.inc_a?.hold).toMatchObject({ kind: 'split', ...said });
    expect(both.inc_b?.hold).toMatchObject({ kind: 'split', from: 'inc_a', ...said });
    const one = whole.and({ ...split, parts: [...split.parts], restFree: true }, dispatcherSays);
    expect(one.state.incidents.inc_a).toMatchObject({ locked: false });
    expect(movableIncidents(one.state).map(({ id }) => id)).toEqual(['inc_a']);
    const free = one.and({ type: 'lockPrediction', incident: 'inc_b', locked: false }, dispatcherSays);
    expect(movableIncidents(free.state).map(({ id }) => id)).toEqual(['inc_a', 'inc_b']);
  });

  test('a note may name nobody, and who saw an older state is refused', () => {
    const one = given().and(predict('inc_a', 'R'));
    const hold: TestCommand = { type: 'lockPrediction', incident: 'inc_a', locked: true, note: '张师傅 13800138000' };
    expect(one.when(hold, dispatcherSays).refusal).toBe('personalData');
    const seen = one.state.incidents.inc_a?.changedSeq ?? 0;
    const moved = one.and(move('inc_a', 'F1', null), dispatcherSays);
    const late: TestCommand = { type: 'lockPrediction', incident: 'inc_a', locked: false, basedOn: seen };
    expect(moved.when(late, dispatcherSays).refusal).toBe('stale');
  });

  test('a pin explains the predictions below it, and those at the very place; a later pin lets go of what is elsewhere', () => {
    const three = given().and(predict('inc_a', 'F1')).and(predict('inc_b', 'F2')).and(predict('inc_c', 'F3'));
    const there = three.and(move('inc_a', 'F2', null), dispatcherSays);
    expect(Object.keys(there.state.incidents)).toEqual(['inc_a', 'inc_c']);
    expect(there.state.incidents.inc_a).toMatchObject({ place: { device: 'F2' }, reports: { count: 2 } });
    const above = three.and(move('inc_a', 'R', null), dispatcherSays);
    expect(Object.keys(above.state.incidents)).toEqual(['inc_a', 'inc_c']);
    expect(above.state.incidents.inc_a).toMatchObject({
      extent: { customers: 2000 },
      absorbed: [{ id: 'inc_b', joined: true }],
    });
    const lower = above.and(move('inc_a', 'F1', null), dispatcherSays).state;
    expect(lower.incidents.inc_a?.absorbed.some(({ joined }) => joined)).toBe(false);
    const held = three.and({ type: 'lockPrediction', incident: 'inc_b', locked: true }, dispatcherSays);
    expect(Object.keys(held.when(move('inc_a', 'R', null), dispatcherSays).state.incidents)).toHaveLength(3);
  });

  test('a danger is joined to nothing by a pin', () => {
    const two = given()
      .and(predict('inc_a', 'F2'))
      .and(predict('inc_d', 'F1', { reports: { ...reports('r-d'), hazard: true } }));
    expect(two.when(move('inc_a', 'R', null, ['inc_d']), dispatcherSays).refusal).toBe('incidentIsHazard');
    const pinned = two.and(move('inc_a', 'R', null), dispatcherSays).state;
    expect(pinned.incidents.inc_d?.hazard).toBe(true);
    expect(totalCustomersOut(pinned)).toBe(2000);
  });
});

describe('a split', () => {
  const whole = () => given().and(predict('inc_a', 'B')).and(confirm('inc_a'));
  const split = (...parts: [Incident, string][]): TestCommand => ({
    type: 'splitIncident',
    incident: 'inc_a',
    parts: parts.map(([incident, device]) => ({ incident, device })),
  });

  test('parts who is out below each device; nobody is lost or counted twice', () => {
    const { events, state } = whole().when(split(['inc_b', 'F1'], ['inc_c', 'F3']), { actor: dispatcher });
    expect(events).toMatchObject([
      { type: 'incidentSplit', part: { number: 2, extent: { customers: 1000 }, priority: 1 } },
      {
        type: 'incidentSplit',
        part: { number: 3, extent: { customers: 1000 }, priority: 2 },
        extent: { customers: 1000 },
      },
    ]);
    expect(totalCustomersOut(state)).toBe(3000);
    expect(state.nextNumber).toBe(4);
    expect(state.incidents.inc_b).toMatchObject({
      status: 'confirmed',
      since: instant(0),
      locked: true,
      holdsOpen: true,
    });
    expect(totals(state, instant(10)).important.confirmed).toBe(1);
    expect(reportsOf({ state })).toBe(1);
  });

  test('takes only who is still out, and never everyone', () => {
    const partly = whole().and(restore('inc_a', 10, 'F1'), { minutes: 20 });
    expect(partly.when(split(['inc_b', 'F1'])).refusal).toBe('notBelow');
    expect(partly.when(split(['inc_b', 'R'])).state.incidents.inc_b?.extent.customers).toBe(1000);
    expect(whole().when(split(['inc_b', 'B'])).refusal).toBe('notBelow');
    expect(whole().when(split(['inc_b', 'Z'])).refusal).toBe('deviceUnknown');
    expect(whole().when(split(['inc_a', 'F1'])).refusal).toBe('incidentExists');
  });

  test('parts also what telemetry saw open, and what was opened since because of it', () => {
    const tripped = given()
      .and({
        type: 'recordTelemetry',
        step: 'stp_t',
        positions: [{ device: 'B', position: 'open', commanded: false, occurredAt: instant(0), incident: 'inc_a' }],
      })
      .and({
        type: 'recordSwitching',
        step: 'stp_r',
        incident: 'inc_a',
        operations: [{ action: 'open', element: 'R' }],
      });
    const { refusal, state } = tripped.when(split(['inc_b', 'F1']), { actor: dispatcher });
    expect(refusal).toBeUndefined();
    expect(state.incidents.inc_b?.extent.customers).toBe(1000);
    expect(totalCustomersOut(state)).toBe(3000);
  });

  test('is taken back by a merge', () => {
    const { state } = whole()
      .and(split(['inc_b', 'F1']), { actor: dispatcher })
      .when({ type: 'mergeIncident', incident: 'inc_b', into: 'inc_a' }, { actor: dispatcher });
    expect(state.incidents.inc_a).toMatchObject({ extent: { customers: 3000, ranges: [0, 30] } });
    expect(totalCustomersOut(state)).toBe(3000);
  });
});

test('nothing becomes part of an outage where everybody has supply again: its customers would be out in one that can be closed', () => {
  const merge: TestCommand = { type: 'mergeIncident', incident: 'inc_b', into: 'inc_a' };
  const two = given().and(predict('inc_a', 'F1')).and(predict('inc_b', 'F2')).and(confirm('inc_a'));
  expect(two.when(merge, { actor: dispatcher }).refusal).toBeUndefined();
  expect(two.and(restore('inc_a', 5)).when(merge, { actor: dispatcher }).refusal).toBe('incidentRestored');
});

describe('a merge that is taken back', () => {
  const merged = () =>
    given()
      .and(predict('inc_a', 'F1'))
      .and(predict('inc_b', 'F2', { reports: { ...reports('r-b', -5), hazard: true } }))
      .and({ type: 'mergeIncident', incident: 'inc_b', into: 'inc_a' });
  const unmerge: TestCommand = { type: 'unmergeIncident', incident: 'inc_b', from: 'inc_a' };

  test('brings the incident back with its id, its number and its reports, and the other as it was', () => {
    const before = given()
      .and(predict('inc_a', 'F1'))
      .and(predict('inc_b', 'F2', { reports: { ...reports('r-b', -5), hazard: true } }));
    const { state } = merged().when(unmerge, { actor: dispatcher });
    for (const id of ['inc_a', 'inc_b'] as const) {
      const { changedSeq: _seq, locked, hold: _hold, ...now } = state.incidents[id] ?? {};
      const { changedSeq: _then, locked: _no, hold: _none, ...then } = before.state.incidents[id] ?? {};
      expect(now, id).toEqual(then);
      expect(locked).toBe(true);
    }
    expect(state.finished).toMatchObject({ cancelled: 0, recent: [] });
    expect(reportsOf({ state })).toBe(2);
    expect(state.nextNumber).toBe(3);
  });

  test('also where a rule had rolled it up', () => {
    const { state } = given()
      .and(predict('inc_a', 'F1'))
      .and(predict('inc_b', 'F2'))
      .and(move('inc_a', 'R', ruling, ['inc_b']))
      .when(unmerge);
    expect(state.incidents.inc_a).toMatchObject({
      extent: { customers: 1000, ranges: [0, 10] },
      place: { device: 'R' },
    });
    expect(state.incidents.inc_b).toMatchObject({ extent: { customers: 1000 }, number: 2, status: 'predicted' });
    expect(totalCustomersOut(state)).toBe(2000);
  });

  test('is not possible once a step has restored supply, nor twice', () => {
    const confirmed = merged().and(confirm('inc_a'));
    expect(confirmed.and(restore('inc_a', 30, 'F2'), { minutes: 40 }).when(unmerge).refusal).toBe('notMerged');
    expect(confirmed.and(unmerge).when(unmerge).refusal).toBe('incidentExists');
    expect(given().and(predict('inc_a', 'F1')).when(unmerge).refusal).toBe('notMerged');
  });
});

describe('a nested outage', () => {
  const nested = predict('inc_n', 'F1', { nestedIn: 'inc_a', reports: reports('r-n', 95) });

  test('is found inside a restored incident: its customers were out from the beginning, and count once', () => {
    const parent = given().and(predict('inc_a', 'R')).and(confirm('inc_a')).and(restore('inc_a', 60), { minutes: 80 });
    const { events, state } = parent.when(nested, { minutes: 20 });
    expect(events).toMatchObject([
      {
        type: 'outagePredicted',
        since: instant(0),
        nested: { incident: 'inc_a', customers: 1000, customerMinutesReturned: 60_000 },
      },
    ]);
    expect(state.incidents.inc_a).toMatchObject({
      extent: { customers: 1000, ranges: [10, 20] },
      restored: { customers: 1000 },
      customerMinutes: 60_000,
    });
    expect(state.incidents.inc_n).toMatchObject({ nestedIn: 'inc_a', since: instant(0), extent: { customers: 1000 } });
    expect(totalCustomersOut(state)).toBe(1000);
  });

  test('takes back exactly what its own step had counted', () => {
    const parent = given()
      .and(predict('inc_a', 'R'))
      .and(confirm('inc_a'))
      .and(restore('inc_a', 40, 'F1'), { minutes: 60 })
      .and(restore('inc_a', 60), { minutes: 20 });
    const { state } = parent.when(nested, { minutes: 20 });
    expect(state.incidents.inc_a?.customerMinutes).toBe(60_000);
  });

  test('may be found when its parent is finished: the totals give those customers up', () => {
    const closed = given()
      .and(predict('inc_a', 'R'))
      .and(confirm('inc_a'))
      .and(restore('inc_a', 60), { minutes: 80 })
      .and({ type: 'closeIncident', incident: 'inc_a', cause: 'treeDown' });
    const { state } = closed.when(nested, { minutes: 20 });
    expect(state.finished).toMatchObject({ customersInterrupted: 1000, customerMinutes: 60_000 });
    expect(state.finished.recent[0]).toMatchObject({ customers: 1000, ranges: [10, 20] });
    expect(state.incidents.inc_n).toMatchObject({ since: instant(0) });
  });

  test('lies inside its parent', () => {
    const parent = given().and(predict('inc_a', 'R')).and(confirm('inc_a')).and(restore('inc_a', 60), { minutes: 80 });
    expect(parent.when(predict('inc_n', 'F3', { nestedIn: 'inc_a' })).refusal).toBe('notBelow');
    expect(parent.when(predict('inc_n', 'F1', { nestedIn: 'inc_q' })).refusal).toBe('incidentUnknown');
  });
});

test('meters may know better than callers when it began, but nothing begins later than now', () => {
  const began = (since: string) => given().and(predict('inc_a', 'F1', { since })).state.incidents.inc_a?.since;
  expect(began(instant(-7))).toBe(instant(-7));
  expect(began(instant(50))).toBe(instant(2));
});
