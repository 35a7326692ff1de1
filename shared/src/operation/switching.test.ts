import { describe, expect, test } from 'vitest';
import { buildNetwork } from '../network/build.ts';
import { networkFacts } from '../network/network-facts.ts';
import { columnsOf, type NetworkFeature } from '../network/testing/features.ts';
import { customersOut, deadSections, totalCustomersOut } from './customers-out.ts';
import { overlayOf } from './overlay-of.ts';
import { given, type Scenario, type TestCommand } from './testing/given.ts';
import { type RingSize, ring, ringFeatures } from './testing/ring.ts';
import { crewOne, dispatcher } from './testing/world.ts';

const instant = (minutes: number) => new Date(Date.parse('2026-11-24T08:00:00Z') + minutes * 60_000).toISOString();
type Incident = `inc_${string}`;

const opened = (incident: Incident, device: string, since = 0): TestCommand => ({
  type: 'openIncident',
  incident,
  site: { type: 'device', device },
  since: instant(since),
  reason: 'dispatcherJudgement',
  hazard: false,
});
let steps = 0;
/** A step from words such as `open S1`; `at` counts minutes from 08:00. */
const step = (incident: Incident | null, words: readonly string[], at?: number): TestCommand => {
  steps += 1;
  return {
    type: 'recordSwitching',
    step: `stp_${steps}`,
    incident,
    operations: words.map((word) => {
      const [action, element] = word.split(' ');
      return { action, element } as { action: 'open'; element: string };
    }),
    verification: 'crew',
    ...(at === undefined ? {} : { occurredAt: instant(at) }),
  };
};
/** Two feeders that have nothing in common. */
const twoRings = () =>
  networkFacts(buildNetwork(columnsOf(['F1', 'F2'].flatMap((feeder) => named(feeder, ringFeatures(THREE))))));
const named = (feeder: string, features: readonly NetworkFeature[]): readonly NetworkFeature[] =>
  features.map((feature) => {
    const { id, from, to, ...rest } = feature.properties as unknown as { id: string; from?: string; to?: string };
    const ends = from === undefined ? {} : { from: `${feeder}.${from}`, to: `${feeder}.${to}`, feeder };
    return { ...feature, properties: { ...rest, id: `${feeder}.${id}`, ...ends } } as NetworkFeature;
  });
/** Half of each zone's customers at either end of its line. */
const zones = (...sizes: number[]): RingSize => sizes.map((size) => [size / 2, size / 2]);
const THREE = zones(100, 200, 300);
const outage = (size: RingSize = THREE): Scenario => given(ring(size)).and(opened('inc_a', 'B'), { actor: dispatcher });
const incident = (scenario: { state: Scenario['state'] }, id: Incident = 'inc_a') => {
  const found = scenario.state.incidents[id];
  if (found === undefined) throw new Error(`no incident ${id}`);
  return found;
};

describe('who gets supply back follows from what was switched', () => {
  test('6,000 out; 3,500 back at 40 min, 1,000 at 75, 1,500 at 190: 500,000 customer-minutes', () => {
    const life = outage(zones(3500, 1500, 1000))
      .and(step('inc_a', ['open S1', 'close B'], 40), { minutes: 60 })
      .and(step('inc_a', ['open S2', 'close T'], 75), { minutes: 60 })
      .and(step('inc_a', ['close S1'], 190), { minutes: 120 });
    expect(incident(life)).toMatchObject({ status: 'restored', customerMinutes: 500_000, temporary: 0 });
    expect(incident(life).steps.map((one) => one.customers)).toEqual([3500, 1000, 1500]);
    expect(Object.keys(life.state.switching.devices).sort()).toEqual(['S2', 'T']);
  });

  test('five interruptions: 782,500 customer-minutes, those of the three-minute one apart', () => {
    const cases = [
      [1000, 90],
      [2500, 45],
      [200, 300],
      [50, 3],
      [4000, 130],
    ] as const;
    const minutes = cases.map(([customers, duration]) => {
      const life = outage(zones(customers)).and(step('inc_a', ['close B'], duration), { minutes: 400 });
      return incident(life).customerMinutes;
    });
    expect(minutes[3]).toBe(150);
    expect(minutes.reduce((sum, one) => sum + one, 0) - 150).toBe(782_500);
  });

  test('closing its own device ends what an incident holds open; before that the device counts as open', () => {
    const before = outage();
    expect(overlayOf(before.state).opened).toEqual(['B']);
    const { events, state } = before.when(step('inc_a', ['close B']));
    expect(events.map((event) => event.type)).toEqual(['switchingRecorded', 'supplyRestored']);
    expect(incident({ state })).toMatchObject({ holdsOpen: false, status: 'restored' });
    expect(overlayOf(state).opened).toEqual([]);
    expect(state.switching.devices).toEqual({});
  });

  test('the last customer back needs a verification, and a step of other incidents too', () => {
    const { verification: _none, ...unverified } = step('inc_a', ['close B']) as Extract<
      TestCommand,
      { type: 'recordSwitching' }
    >;
    expect(outage().when(unverified).refusal).toBe('verificationMissing');
    expect(outage().when({ ...unverified, incident: null }).refusal).toBe('verificationMissing');
  });

  test('a step touches every incident whose customers it reaches, and confirms what was only predicted', () => {
    const life = given(ring(THREE))
      .and(opened('inc_b', 'S2'))
      .and({ ...opened('inc_a', 'B'), reason: null } as TestCommand);
    const { events } = life.when(step(null, ['close B', 'close S2']));
    expect(events.map((event) => [event.type, 'incident' in event && event.incident])).toEqual([
      ['switchingRecorded', null],
      ['supplyRestored', 'inc_b'],
      ['outageConfirmed', 'inc_a'],
      ['supplyRestored', 'inc_a'],
    ]);
  });

  test('a crew switches for the incident that it was sent to', () => {
    const sent = outage()
      .and({ type: 'setCrewDuty', crew: 'crew_one', onDuty: true })
      .and({ type: 'dispatchCrew', dispatch: 'dsp_1', incident: 'inc_a', crew: 'crew_one' })
      .and({ type: 'acceptDispatch', dispatch: 'dsp_1' }, { actor: crewOne });
    expect(sent.when(step(null, ['open S1']), { actor: crewOne }).refusal).toBe('notYourDispatch');
    const { events } = sent.when(step('inc_a', ['open S1']), { actor: crewOne });
    expect(events).toMatchObject([{ type: 'switchingRecorded', source: 'crew', operations: [{ normal: false }] }]);
  });

  test('a crew records what is of its outage’s feeder or plan; what lies elsewhere is for the desk to confirm', () => {
    const twoFeeders = given(twoRings())
      .and(opened('inc_a', 'F1.S1'), { actor: dispatcher })
      .and({ type: 'setCrewDuty', crew: 'crew_one', onDuty: true })
      .and({ type: 'dispatchCrew', dispatch: 'dsp_1', incident: 'inc_a', crew: 'crew_one' })
      .and({ type: 'acceptDispatch', dispatch: 'dsp_1' }, { actor: crewOne });
    const acrossTown = step('inc_a', ['open F2.B']);
    expect(twoFeeders.when(acrossTown, { actor: crewOne })).toMatchObject({ refusal: 'outOfReach' });
    expect(twoFeeders.when(step('inc_a', ['open F1.B', 'open F2.B']), { actor: crewOne }).refusal).toBe('outOfReach');
    expect(twoFeeders.when(acrossTown, { actor: dispatcher }).refusal).toBeUndefined();
    expect(twoFeeders.when(step('inc_a', ['open F1.B']), { actor: crewOne }).refusal).toBeUndefined();
    // Once it was switched because of the outage, the crew may put it back.
    const switched = twoFeeders.and(acrossTown, { actor: dispatcher });
    expect(switched.when(step('inc_a', ['close F2.B']), { actor: crewOne }).refusal).toBeUndefined();
    const planned = twoFeeders.and({
      type: 'adoptSwitchingPlan',
      plan: 'pln_1',
      incident: 'inc_a',
      purpose: 'restoration',
      steps: [{ action: 'open', device: 'F2.B', purpose: 'sectionalise' }],
    });
    expect(planned.when(step('inc_a', ['open F2.B']), { actor: crewOne }).refusal).not.toBe('outOfReach');
  });
});

describe('who loses supply', () => {
  test('needs an incident to be counted in', () => {
    expect(given(ring(THREE)).when(step(null, ['open S2'])).refusal).toBe('outageNeedsIncident');
    const empty = given(ring([[0, 0]]));
    expect(empty.when(step(null, ['open B'])).events).toMatchObject([{ type: 'switchingRecorded' }]);
  });

  test('extends the named incident, and counts from now', () => {
    const part = given(ring(THREE)).and(opened('inc_a', 'S2'));
    const lost = part.and(step('inc_a', ['open S1'], 30), { minutes: 40 });
    expect(incident(lost)).toMatchObject({ extent: { customers: 500 }, status: 'confirmed', outSince: instant(0) });
    expect(incident(lost).lostLater).toMatchObject([{ customers: 200, since: instant(30) }]);
    const back = lost.and(step('inc_a', ['close S1', 'close S2'], 60), { minutes: 40 });
    expect(incident(back)).toMatchObject({ status: 'restored', customerMinutes: 300 * 60 + 200 * 30, lostLater: [] });
  });

  test('a second loss within five minutes is the same interruption, a later one is new', () => {
    const again = (pause: number) => {
      const life = outage()
        .and(step('inc_a', ['open S2', 'close B'], 60), { minutes: 70 })
        .and(step('inc_a', ['open S1'], 60 + pause), { minutes: 70 });
      return life.and(step('inc_a', ['close S1', 'close S2'], 160), { minutes: 100 });
    };
    expect(incident(again(4)).customerMinutes).toBe(100 * 60 + 200 * 160 + 300 * 160);
    expect(incident(again(6)).customerMinutes).toBe(100 * 60 + 200 * (60 + 94) + 300 * 160);
    for (const pause of [4, 6])
      expect(incident(again(pause))).toMatchObject({ extent: { customers: 600 }, status: 'restored' });
  });

  test('a cut line parts a section: only those behind it are out', () => {
    const life = given(
      ring([
        [10, 30],
        [0, 5],
      ]),
    ).and(opened('inc_a', 'S1'));
    const cut = life.and(step('inc_a', ['cut L1'], 10), { minutes: 20 });
    expect(customersOut(incident(cut))).toBe(35);
    expect(incident(cut).partly).toEqual([
      { section: expect.any(Number), interrupted: 30, out: [{ since: instant(10), customers: 30 }] },
    ]);
    const mended = cut.and(step('inc_a', ['mend L1'], 40), { minutes: 30 });
    expect(incident(mended)).toMatchObject({ status: 'partiallyRestored', customerMinutes: 30 * 30 });
    const end = mended.and(step('inc_a', ['close S1'], 50), { minutes: 30 });
    expect(incident(end)).toMatchObject({ status: 'restored', customerMinutes: 30 * 30 + 5 * 50 });
    expect(end.state.switching.cuts).toEqual({});
  });
});

describe('what cannot have been done', () => {
  test.each([
    ['open X', 'elementUnknown'],
    ['open N1', 'notOperable'],
    ['open L1', 'notOperable'],
    ['close S1', 'alreadyInPosition'],
    ['open T', 'alreadyInPosition'],
    ['cut S1', 'notAConductor'],
    ['mend L1', 'alreadyInPosition'],
    ['disconnectGenerator S1', 'nothingConnected'],
  ])('%s is refused as %s', (word, code) => {
    expect(outage().when(step('inc_a', [word])).refusal).toBe(code);
  });

  test('a step comes once, and not before the one before it', () => {
    const life = outage().and({ ...step('inc_a', ['open S1', 'close B'], 40), step: 'stp_x' } as TestCommand, {
      minutes: 50,
    });
    expect(life.when({ ...step('inc_a', ['close T']), step: 'stp_x' } as TestCommand).refusal).toBe('stepExists');
    expect(life.when(step('inc_a', ['close T'], 30)).refusal).toBe('timeTooEarly');
  });

  test('without a network there is nothing to trace, and a replica leaves it to the server', () => {
    expect(outage().when(step('inc_a', ['open S1']), { network: null }).refusal).toBe('needsServer');
  });
});

describe('a generator', () => {
  const isolated = () =>
    outage()
      .and(step('inc_a', ['open S1'], 10), { minutes: 20 })
      .and(step('inc_a', ['open S2'], 11));

  test('feeds only what recorded openings part from the network', () => {
    expect(given(ring(THREE)).when(step(null, ['connectGenerator S1'])).refusal).toBe('wouldFeedBack');
    // B is only supposed to be open: whoever closes it would meet the generator.
    expect(outage().when(step('inc_a', ['connectGenerator S1'])).refusal).toBe('wouldFeedBack');
    expect(isolated().when(step('inc_a', ['connectGenerator S1'])).refusal).toBeUndefined();
  });

  test('gives supply back for the time being: the incident is not over, and does not close', () => {
    const fed = isolated()
      .and(step('inc_a', ['connectGenerator S1'], 30), { minutes: 20 })
      .and(step('inc_a', ['close B', 'close T'], 40), { minutes: 20 });
    expect(incident(fed)).toMatchObject({ status: 'partiallyRestored', temporary: 200, restoredAt: null });
    expect(customersOut(incident(fed))).toBe(0);
    expect(fed.when({ type: 'closeIncident', incident: 'inc_a', cause: 'treeDown' }).refusal).toBe(
      'incidentNotRestored',
    );
    expect(fed.when(step('inc_a', ['close S1'])).refusal).toBe('wouldFeedBack');
    const { events, state } = fed.when(step('inc_a', ['disconnectGenerator S1', 'close S1'], 60), { minutes: 30 });
    expect(events).toMatchObject([
      { type: 'switchingRecorded' },
      { type: 'supplyRestored', customers: 0, customersLeft: 0 },
    ]);
    expect(incident({ state })).toMatchObject({
      status: 'restored',
      temporary: 0,
      customerMinutes: 200 * 30 + (100 + 300) * 40,
    });
  });

  test('is never closed onto another generator', () => {
    const two = outage()
      .and(step('inc_a', ['open B', 'open S1', 'open S2'], 10), { minutes: 20 })
      .and(step('inc_a', ['connectGenerator S1', 'connectGenerator S2'], 12));
    expect(two.when(step('inc_a', ['close S2'])).refusal).toBe('wouldFeedBack');
    expect(two.when(step('inc_a', ['disconnectGenerator S2', 'close S2'], 15)).refusal).toBeUndefined();
  });

  test('that is taken away before the network is back leaves them out again', () => {
    const fed = isolated().and(step('inc_a', ['connectGenerator S1'], 30), { minutes: 20 });
    const off = fed.and(step('inc_a', ['disconnectGenerator S1'], 90), { minutes: 60 });
    expect(incident(off)).toMatchObject({ temporary: 0, status: 'confirmed', customerMinutes: 200 * 30 });
    const end = off.and(step('inc_a', ['close S1', 'close S2', 'close B'], 100), { minutes: 20 });
    expect(incident(end).customerMinutes).toBe(200 * (30 + 10) + 400 * 100);
  });

  test('at one service point feeds it alone', () => {
    const fed = outage([[40, 60]]).and(step('inc_a', ['connectGenerator A1'], 30), { minutes: 40 });
    expect(incident(fed)).toMatchObject({ temporary: 60, customerMinutes: 60 * 30, status: 'partiallyRestored' });
    expect(customersOut(incident(fed))).toBe(40);
    expect(fed.when(step('inc_a', ['connectGenerator A1'])).refusal).toBe('alreadyInPosition');
    // It has a transfer switch of its own, so the network may come back beside it.
    const end = fed.and(step('inc_a', ['close B'], 50), { minutes: 20 });
    expect(incident(end)).toMatchObject({ status: 'restored', temporary: 0, customerMinutes: 60 * 30 + 40 * 50 });
  });

  test('that was recorded without a trace keeps the incident open until the network feeds it', () => {
    const restore = (means: 'generator' | 'repair', step: `stp_${string}`): TestCommand => ({
      type: 'restoreSupply',
      incident: 'inc_a',
      step,
      means,
      scope: { type: 'all' },
      verification: 'crew',
    });
    const fed = outage().and(restore('generator', 'stp_g'));
    expect(incident(fed)).toMatchObject({ status: 'partiallyRestored', temporary: 600 });
    expect(incident(fed.and(restore('repair', 'stp_h')))).toMatchObject({ status: 'restored', temporary: 0 });
  });
});

test('a manual step counts each group from its own loss too', () => {
  const lost = given(ring(THREE))
    .and(opened('inc_a', 'S2'))
    .and(step('inc_a', ['open S1'], 30), { minutes: 40 });
  const restore = (customers: number, at: number): TestCommand => ({
    type: 'restoreSupply',
    incident: 'inc_a',
    step: `stp_m${customers}`,
    means: 'repair',
    scope: { type: 'count', customers },
    verification: 'crew',
    occurredAt: instant(at),
  });
  // 350: the 300 who waited longest, and 50 of those who lost supply later.
  const some = lost.and(restore(350, 60), { minutes: 40 });
  expect(incident(some).customerMinutes).toBe(300 * 60 + 50 * 30);
  const all = some.and(restore(150, 90), { minutes: 40 });
  expect(incident(all).customerMinutes).toBe(300 * 60 + 50 * 30 + 150 * 60);
});

test('who was restored step by step and is still out below a device gets exactly these minutes back', () => {
  const restored = outage()
    .and(step('inc_a', ['open S1', 'close B'], 40), { minutes: 60 })
    .and(step('inc_a', ['close S1'], 100), { minutes: 60 });
  const reopened = restored.and({
    type: 'reopenIncident',
    incident: 'inc_a',
    reason: 'stillOut',
    scope: { type: 'below', devices: ['S2'] },
  });
  expect(incident(reopened).customerMinutes).toBe(100 * 40 + 200 * 100);
  const end = reopened.and(step('inc_a', ['open S2', 'close T'], 150), { minutes: 60 });
  expect(totalCustomersOut(end.state)).toBe(300);
  expect(deadSections(incident(end))).not.toEqual([]);
});

test('a device that nobody recorded as closed stays open when its incident is closed', () => {
  const life = outage()
    .and(step('inc_a', ['open S1', 'close T'], 20), { minutes: 30 })
    .and(step('inc_a', ['close S1'], 30), { minutes: 30 })
    .and({ type: 'closeIncident', incident: 'inc_a', cause: 'equipmentFailure' });
  expect(life.state.switching.devices).toMatchObject({ B: { position: 'open' }, T: { position: 'closed' } });
  expect(overlayOf(life.state).opened).toEqual(['B']);
});
