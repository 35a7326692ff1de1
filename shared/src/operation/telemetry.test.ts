import { describe, expect, test } from 'vitest';
import { customersOut, totalCustomersOut } from './customers-out.ts';
import { given, type Scenario, type TestCommand } from './testing/given.ts';
import { ring } from './testing/ring.ts';
import { dispatcher } from './testing/world.ts';

const instant = (minutes: number) => new Date(Date.parse('2026-11-24T08:00:00Z') + minutes * 60_000).toISOString();
type Incident = `inc_${string}`;

const THREE = ring([
  [50, 50],
  [100, 100],
  [150, 150],
]);
const predicted = (incident: Incident, device: string, since = 0): TestCommand => ({
  type: 'predictOutage',
  incident,
  device,
  reports: { ids: [`r-${incident}`], firstAt: instant(since), lastAt: instant(since), hazard: false },
  ruling: { rule: 'transformer', evidence: { calls: 2 } },
  absorbs: [],
});
type Position = Extract<TestCommand, { type: 'recordTelemetry' }>['positions'][number];
const told = (device: string, position: 'open' | 'closed', at: number, incident: Incident = 'inc_t'): Position => ({
  device,
  position,
  commanded: false,
  occurredAt: instant(at),
  incident,
});
const telemetry = (...positions: Position[]): TestCommand => ({ type: 'recordTelemetry', step: 'stp_t', positions });
const types = ({ events }: { events: readonly { type: string }[] }) => events.map(({ type }) => type);
const at = (minutes: number) => ({ minutes });

describe('an opening that telemetry sees', () => {
  test('puts customers out: a confirmed incident since then', () => {
    const verdict = given(THREE).when(telemetry(told('S1', 'open', 3)), at(5));
    expect(types(verdict)).toEqual(['switchingRecorded', 'incidentOpened']);
    expect(verdict.events[0]).toMatchObject({
      source: 'telemetry',
      operations: [{ commanded: false, action: 'open' }],
    });
    expect(verdict.state.incidents.inc_t).toMatchObject({
      status: 'confirmed',
      confirmed: { reason: 'telemetry' },
      since: instant(3),
      place: { device: 'S1' },
      extent: { customers: 500 },
    });
  });

  test('confirms the prediction at this device, and knows its beginning better', () => {
    const verdict = given(THREE)
      .and(predicted('inc_a', 'S1', 4), at(5))
      .when(telemetry(told('S1', 'open', 3)), at(1));
    expect(types(verdict)).toEqual(['switchingRecorded', 'outageConfirmed']);
    expect(verdict.state.incidents.inc_a).toMatchObject({
      status: 'confirmed',
      since: instant(3),
      outSince: instant(3),
    });
  });

  test('absorbs the predictions that it explains, and nobody is counted twice', () => {
    const verdict = given(THREE)
      .and(predicted('inc_a', 'S2', 4), at(5))
      .when(telemetry(told('B', 'open', 3)), at(1));
    expect(types(verdict)).toEqual(['switchingRecorded', 'incidentOpened', 'incidentMerged']);
    expect(Object.keys(verdict.state.incidents)).toEqual(['inc_t']);
    expect(verdict.state.incidents.inc_t).toMatchObject({
      extent: { customers: 600 },
      since: instant(3),
      reports: { count: 1 },
    });
    expect(totalCustomersOut(verdict.state)).toBe(600);
  });

  test('below a larger prediction takes that over: it is there, certain, and the rest has supply', () => {
    const verdict = given(THREE)
      .and(predicted('inc_a', 'B', 4), at(5))
      .when(telemetry(told('S2', 'open', 3)), at(1));
    expect(types(verdict)).toEqual(['switchingRecorded', 'incidentOpened', 'incidentMerged']);
    expect(Object.keys(verdict.state.incidents)).toEqual(['inc_t']);
    expect(verdict.state.incidents.inc_t).toMatchObject({
      status: 'confirmed',
      confirmed: { reason: 'telemetry' },
      place: { device: 'S2' },
      extent: { customers: 300 },
      since: instant(3),
      reports: { count: 1 },
    });
    expect(totalCustomersOut(verdict.state)).toBe(300);
  });

  test('that was ordered leaves a larger prediction as it is', () => {
    const verdict = given(THREE)
      .and(predicted('inc_a', 'B', 4), at(5))
      .when(telemetry({ ...told('S2', 'open', 3), commanded: true }), at(1));
    expect(Object.keys(verdict.state.incidents)).toEqual(['inc_a']);
    expect(verdict.state.incidents.inc_a).toMatchObject({ status: 'predicted', extent: { customers: 600 } });
  });

  test.each([
    ['locked', (life: Scenario) => life.and({ type: 'lockPrediction', incident: 'inc_a', locked: true })],
    ['confirmed', (life: Scenario) => life.and({ type: 'confirmOutage', incident: 'inc_a', reason: 'crewFinding' })],
  ])('leaves a larger outage alone that a person has %s', (_, made) => {
    const verdict = made(given(THREE).and(predicted('inc_a', 'B', 4), at(5))).when(telemetry(told('S2', 'open', 3)));
    expect(Object.keys(verdict.state.incidents)).toEqual(['inc_a']);
    expect(totalCustomersOut(verdict.state)).toBe(600);
  });

  test('confirms a prediction and absorbs a later one inside it', () => {
    const both = given(THREE)
      .and(predicted('inc_b', 'S2', 4), at(5))
      .and(predicted('inc_a', 'S1', 4));
    const verdict = both.when(telemetry(told('S1', 'open', 3)));
    expect(types(verdict)).toEqual(['switchingRecorded', 'outageConfirmed', 'incidentMerged']);
    expect(totalCustomersOut(verdict.state)).toBe(500);
  });

  test.each([
    ['locked', (life: Scenario) => life.and({ type: 'lockPrediction', incident: 'inc_a', locked: true })],
    ['confirmed', (life: Scenario) => life.and({ type: 'confirmOutage', incident: 'inc_a', reason: 'crewFinding' })],
    [
      'visited by a crew',
      (life: Scenario) =>
        life
          .and({ type: 'setCrewDuty', crew: 'crew_one', onDuty: true })
          .and({ type: 'dispatchCrew', dispatch: 'dsp_1', incident: 'inc_a', crew: 'crew_one' }),
    ],
  ])('leaves alone what is %s', (_, made) => {
    const verdict = made(given(THREE).and(predicted('inc_a', 'S2', 4), at(5))).when(telemetry(told('B', 'open', 3)));
    expect(Object.keys(verdict.state.incidents).sort()).toEqual(['inc_a', 'inc_t']);
    expect(verdict.state.incidents.inc_t?.extent.customers).toBe(300);
    expect(totalCustomersOut(verdict.state)).toBe(600);
  });

  test.each([
    ['lies above what a person holds', 'S2', 'B'],
    ['lies below it and feeds less', 'B', 'S2'],
  ])('and %s moves nothing: that it speaks against it is said', (_, held, opened) => {
    const before = given(THREE)
      .and(predicted('inc_a', held, 4), at(5))
      .and({ type: 'lockPrediction', incident: 'inc_a', locked: true, reason: 'crewReport' }, { actor: dispatcher });
    const verdict = before.when(telemetry(told(opened, 'open', 5)));
    expect(types(verdict).at(-1)).toBe('holdContradicted');
    expect(verdict.state.incidents.inc_a).toMatchObject({
      place: { device: held },
      extent: before.state.incidents.inc_a?.extent,
      locked: true,
      hold: {
        kind: 'held',
        by: dispatcher,
        reason: 'crewReport',
        against: { fact: { is: 'open', device: opened } },
      },
    });
    expect(totalCustomersOut(verdict.state)).toBe(600);
    const ordered = before.when(telemetry({ ...told(opened, 'open', 5), commanded: true }));
    expect(ordered.state.incidents.inc_a?.hold?.against).toBeUndefined();
  });

  test('leaves alone an outage that was there long before', () => {
    const verdict = given(THREE)
      .and(predicted('inc_a', 'S2', 1), at(2))
      .when(telemetry(told('B', 'open', 30)), at(60));
    expect(Object.keys(verdict.state.incidents).sort()).toEqual(['inc_a', 'inc_t']);
  });

  test('without anybody behind it is recorded and no more; what is known says nothing', () => {
    const life = given(THREE).and(telemetry(told('B', 'open', 1)), at(2));
    const more = life.when(telemetry(told('S2', 'open', 3)), at(2));
    expect(types(more)).toEqual(['switchingRecorded']);
    expect(life.when(telemetry(told('B', 'open', 3), told('T', 'open', 3))).refusal).toBe('alreadyInPosition');
    expect(life.when(telemetry(told('no-such-device', 'open', 3))).refusal).toBe('alreadyInPosition');
  });

  test('that was ordered counts its customers too', () => {
    const verdict = given(THREE).when(telemetry({ ...told('S2', 'open', 1), commanded: true }), at(2));
    expect(totalCustomersOut(verdict.state)).toBe(300);
  });
});

describe('a closing that telemetry sees', () => {
  test('restores what the trace says, verified by telemetry', () => {
    const life = given(THREE).and(telemetry(told('B', 'open', 0)), at(1));
    const verdict = life.when(telemetry(told('S1', 'open', 20), told('B', 'closed', 30)), at(40));
    expect(types(verdict)).toEqual(['switchingRecorded', 'switchingRecorded', 'supplyRestored']);
    expect(verdict.state.incidents.inc_t).toMatchObject({ status: 'partiallyRestored', customerMinutes: 100 * 30 });
    expect(verdict.events.at(-1)).toMatchObject({ verification: 'telemetry', traced: true });
  });

  test('of a device that a prediction supposed to be open ends it, unless it was seen before the outage', () => {
    const life = given(THREE).and(predicted('inc_a', 'S1', 10), at(12));
    expect(life.when(telemetry(told('S1', 'closed', 5))).refusal).toBe('alreadyInPosition');
    const verdict = life.when(telemetry(told('S1', 'closed', 11)));
    expect(types(verdict)).toEqual(['switchingRecorded', 'outageConfirmed', 'supplyRestored']);
    expect(verdict.state.incidents.inc_a).toMatchObject({ status: 'restored', holdsOpen: false });
  });

  test('is never refused, and says loudly what forbade it', () => {
    const life = given(THREE)
      .and(telemetry(told('B', 'open', 0)), at(1))
      .and({ type: 'placeTag', tag: 'tag_1', device: 'B', incident: 'inc_t' }, { actor: dispatcher })
      .and({ type: 'locateFault', incident: 'inc_t', element: 'L2' }, { actor: dispatcher })
      .and(
        {
          type: 'issuePermit',
          permit: 'pmt_1',
          incident: 'inc_t',
          crew: 'crew_one',
          isolation: ['B'],
          backFeedsIsolated: true,
          groundsConfirmed: true,
        },
        { actor: dispatcher },
      );
    const verdict = life.when(telemetry(told('B', 'closed', 10)), at(20));
    expect(verdict.events[0]).toMatchObject({
      type: 'switchingRecorded',
      against: [
        { by: 'tag', id: 'tag_1' },
        { by: 'permit', id: 'pmt_1' },
        { by: 'fault', id: 'inc_t' },
      ],
    });
    expect(verdict.state.incidents.inc_t && customersOut(verdict.state.incidents.inc_t)).toBe(0);
    // The permit outlives it: only the release ends a permit.
    expect(Object.keys(verdict.state.permits)).toEqual(['pmt_1']);
  });
});

test('is what only the system says', () => {
  expect(given(THREE).when(telemetry(told('S1', 'open', 0)), { actor: dispatcher }).refusal).toBe('notPermitted');
});

describe('a device that a person has pinned an outage to', () => {
  const pinned = () =>
    given(THREE)
      .and(predicted('inc_a', 'B', 0), at(5))
      .and(
        { type: 'moveOutage', incident: 'inc_a', device: 'S2', absorbs: [], ruling: null, reports: null },
        { actor: dispatcher },
      );

  test('and telemetry sees closed brings nobody back: a person is asked', () => {
    const { events, state } = pinned().when(telemetry(told('S2', 'closed', 7)));
    expect(events).toMatchObject([{ type: 'holdContradicted', fact: { is: 'closed', device: 'S2' } }]);
    expect(state.incidents.inc_a).toMatchObject({ status: 'predicted', place: { device: 'S2' }, locked: true });
    expect(totalCustomersOut(state)).toBe(300);
  });

  test('and telemetry sees open is confirmed there, and closing it then brings supply', () => {
    const open = pinned().and(telemetry(told('S2', 'open', 7)));
    expect(open.state.incidents.inc_a).toMatchObject({ status: 'confirmed', confirmed: { reason: 'telemetry' } });
    const { state } = open.when({ ...telemetry(told('S2', 'closed', 8)), step: 'stp_u' } as TestCommand, at(2));
    expect(state.incidents.inc_a).toMatchObject({ status: 'restored' });
    expect(totalCustomersOut(state)).toBe(0);
  });

  test('may be kept to against the fact, or given back', () => {
    const against = pinned().and(telemetry(told('S2', 'closed', 7)));
    const keep: TestCommand = { type: 'lockPrediction', incident: 'inc_a', locked: true, reason: 'callBack' };
    const kept = against.and(keep, { actor: dispatcher });
    expect(kept.state.incidents.inc_a?.hold).toMatchObject({ kind: 'pinned', reason: 'callBack' });
    expect(kept.state.incidents.inc_a?.hold?.against).toBeUndefined();
    expect(kept.when(keep).refusal).toBe('lockUnchanged');
    const free = against.and({ type: 'lockPrediction', incident: 'inc_a', locked: false }, { actor: dispatcher });
    expect(free.state.incidents.inc_a).toMatchObject({ locked: false, ruling: { rule: 'givenBack' } });
    expect(free.state.incidents.inc_a?.hold).toBeUndefined();
  });

  test('is restored like any other, and stays its own incident', () => {
    const { state } = pinned()
      .and({ type: 'confirmOutage', incident: 'inc_a', reason: 'crewFinding' })
      .when({
        type: 'restoreSupply',
        incident: 'inc_a',
        step: 'stp_r',
        means: 'repair',
        scope: { type: 'all' },
        verification: 'crew',
      });
    expect(state.incidents.inc_a).toMatchObject({ status: 'restored', restored: { customers: 300 } });
  });
});
