import { describe, expect, test } from 'vitest';
import { given, type TestCommand } from './testing/given.ts';
import { ring } from './testing/ring.ts';
import { dispatcher } from './testing/world.ts';

const THREE = ring([
  [50, 50],
  [100, 100],
  [150, 150],
]);
let count = 0;
const step = (...words: string[]): TestCommand => {
  count += 1;
  return {
    type: 'recordSwitching',
    step: `stp_${count}`,
    incident: 'inc_a',
    operations: words.map((word) => {
      const [action, element] = word.split(' ');
      return { action, element } as { action: 'open'; element: string };
    }),
    verification: 'crew',
  };
};
const restore = (scope: Extract<TestCommand, { type: 'restoreSupply' }>['scope']): TestCommand => ({
  type: 'restoreSupply',
  incident: 'inc_a',
  step: 'stp_r',
  means: 'repair',
  scope,
  verification: 'crew',
});
const tag = (id: `tag_${string}`, device: string): TestCommand => ({
  type: 'placeTag',
  tag: id,
  device,
  incident: 'inc_a',
});
const permit = (id: `pmt_${string}`, ...isolation: string[]): TestCommand => ({
  type: 'issuePermit',
  permit: id,
  incident: 'inc_a',
  crew: 'crew_one',
  isolation,
  backFeedsIsolated: true,
  groundsConfirmed: true,
});
const release = (id: `pmt_${string}`): TestCommand => ({
  type: 'releasePermit',
  permit: id,
  people: 4,
  tools: true,
  groundsRemoved: true,
});

/** B tripped; the fault is on line L2, between S1 and S2. */
const outage = () =>
  given(THREE)
    .and({
      type: 'openIncident',
      incident: 'inc_a',
      site: { type: 'device', device: 'B' },
      since: '2026-11-24T08:00:00.000Z',
      reason: 'telemetry',
      hazard: false,
    })
    .and({ type: 'locateFault', incident: 'inc_a', element: 'L2' });
const isolated = () => outage().and(step('open S1', 'open S2'));
const tagged = () => isolated().and(tag('tag_1', 'S1')).and(tag('tag_2', 'S2'));
const working = () => tagged().and(permit('pmt_1', 'S1', 'S2'));

describe('a fault', () => {
  test('that is not repaired is not energised, neither by switching nor by a step without a trace', () => {
    expect(outage().when(step('close B')).refusal).toBe('faultNotRepaired');
    expect(outage().when(step('close T')).refusal).toBe('faultNotRepaired');
    expect(outage().when(restore({ type: 'all' })).refusal).toBe('faultNotRepaired');
    expect(isolated().when(step('close B', 'close T')).refusal).toBeUndefined();
  });

  test('is energised after its repair; a finding can be taken back', () => {
    const repaired = outage().and({ type: 'recordRepair', incident: 'inc_a' });
    expect(repaired.when(step('close B')).refusal).toBeUndefined();
    expect(repaired.when({ type: 'recordRepair', incident: 'inc_a' }).refusal).toBe('faultUnchanged');
    const withdrawn = outage().and({ type: 'locateFault', incident: 'inc_a', element: null });
    expect(withdrawn.when(step('close B')).refusal).toBeUndefined();
    expect(withdrawn.when({ type: 'recordRepair', incident: 'inc_a' }).refusal).toBe('faultUnknown');
    expect(withdrawn.when({ type: 'locateFault', incident: 'inc_a', element: 'L9' }).refusal).toBe('elementUnknown');
  });

  test('is not energised on the way through a step either', () => {
    expect(isolated().when(step('close S1', 'close B', 'open S1')).refusal).toBe('faultNotRepaired');
  });
});

describe('a tag', () => {
  test('forbids to close the device, and only that one', () => {
    const life = tagged().and({ type: 'recordRepair', incident: 'inc_a' });
    expect(life.when(step('close S1')).refusal).toBe('deviceTagged');
    expect(life.when(step('close B')).refusal).toBeUndefined();
    expect(life.when(restore({ type: 'below', devices: ['S2'] })).refusal).toBe('deviceTagged');
    expect(life.and({ type: 'removeTag', tag: 'tag_1' }).when(step('close S1')).refusal).toBeUndefined();
  });

  test('is placed once, on a device, and removed once', () => {
    expect(tagged().when(tag('tag_1', 'B')).refusal).toBe('tagExists');
    expect(tagged().when(tag('tag_3', 'L1')).refusal).toBe('notOperable');
    expect(tagged().when({ type: 'removeTag', tag: 'tag_9' }).refusal).toBe('tagUnknown');
  });

  test('stays while a permit rests on it', () => {
    const life = working().and(permit('pmt_2', 'S1', 'S2'));
    expect(life.when({ type: 'removeTag', tag: 'tag_1' }).refusal).toBe('tagHoldsPermit');
    const one = life.and(release('pmt_1'));
    expect(one.when({ type: 'removeTag', tag: 'tag_1' }).refusal).toBe('tagHoldsPermit');
    expect(one.and(release('pmt_2')).when({ type: 'removeTag', tag: 'tag_1' }).refusal).toBeUndefined();
  });
});

describe('a permit to work', () => {
  test('needs every isolation point recorded as open, and tagged', () => {
    expect(isolated().when(permit('pmt_1', 'S1', 'S2')).refusal).toBe('permitNeedsOpenTagged');
    expect(outage().and(tag('tag_b', 'B')).when(permit('pmt_1', 'B')).refusal).toBe('permitNeedsOpenTagged');
    expect(tagged().when(permit('pmt_1', 'S1', 'S9')).refusal).toBe('elementUnknown');
    expect(tagged().when(permit('pmt_1', 'S1', 'S2')).refusal).toBeUndefined();
  });

  test('covers what hangs together with the fault between its points, and no more', () => {
    const { state } = working();
    const zone = state.permits.pmt_1?.ranges ?? [];
    expect(THREE.extentOf(zone).customers).toBe(200);
    expect(zone).toEqual([THREE.element('L2')?.section, (THREE.element('L2')?.section ?? 0) + 1]);
  });

  test('is not issued for what has supply, or could get it over a point that is not tagged', () => {
    const fed = tagged().and(step('close T'));
    // S1 alone leaves the way over S2, which is only open, and T.
    expect(fed.when(permit('pmt_1', 'S1')).refusal).toBe('permitZoneSupplied');
    const generator = tagged().and({ type: 'locateFault', incident: 'inc_a', element: 'L3' });
    const supplied = generator
      .and({ type: 'recordRepair', incident: 'inc_a' })
      .and(step('open B'))
      .and(step('connectGenerator A3'));
    expect(supplied.when(permit('pmt_1', 'S2')).refusal).toBe('permitZoneSupplied');
  });

  test('forbids whatever would energise its part until it is released', () => {
    const repaired = working().and({ type: 'recordRepair', incident: 'inc_a' });
    expect(repaired.when(step('close S1')).refusal).toBe('deviceTagged');
    expect(repaired.when(restore({ type: 'all' })).refusal).toBe('permitInForce');
    expect(repaired.when(step('connectGenerator A2')).refusal).toBe('permitInForce');
    expect(repaired.when(step('close B', 'close T')).refusal).toBeUndefined();
    const released = repaired.and(release('pmt_1'));
    expect(released.when(restore({ type: 'all' })).refusal).toBeUndefined();
    expect(released.when(release('pmt_1')).refusal).toBe('permitUnknown');
  });

  test('is not issued to the own crew', () => {
    const actor = { ...dispatcher, crew: 'crew_one' } as const;
    expect(tagged().when(permit('pmt_1', 'S1', 'S2'), { actor }).refusal).toBe('permitOwnCrew');
  });

  test('keeps its incident from being cancelled or merged', () => {
    expect(working().when({ type: 'cancelIncident', incident: 'inc_a', reason: 'other' }).refusal).toBe(
      'permitInForce',
    );
  });
});
