import { describe, expect, test } from 'vitest';
import type { CommandOf } from './commands.ts';
import type { PlanId, StepId } from './ids.ts';
import { planOf, stepsAhead } from './switching-plans.ts';
import { given, type Scenario, type TestCommand } from './testing/given.ts';
import { ring } from './testing/ring.ts';
import { crewOne, dispatcher, system } from './testing/world.ts';

/** Zones of 100, 200 and 300 customers between breaker B, switches S1 and S2, and the tie T to the neighbour. */
const THREE = ring([
  [50, 50],
  [100, 100],
  [150, 150],
]);

type Steps = CommandOf<'adoptSwitchingPlan'>['steps'];
const AROUND: Steps = [
  { action: 'open', device: 'S1', purpose: 'isolate' },
  { action: 'open', device: 'S2', purpose: 'isolate' },
  { action: 'close', device: 'B', purpose: 'reenergise' },
  { action: 'close', device: 'T', purpose: 'backFeed' },
];
const adopt = (steps: Steps = AROUND, more: object = {}): TestCommand =>
  ({
    type: 'adoptSwitchingPlan',
    plan: 'pln_1',
    incident: 'inc_a',
    purpose: 'restoration',
    steps,
    ...more,
  }) as TestCommand;

let count = 0;
const record = (action: 'open' | 'close', element: string, number?: number, plan: PlanId = 'pln_1'): TestCommand => {
  count += 1;
  return {
    type: 'recordSwitching',
    step: `stp_${count}` as StepId,
    incident: 'inc_a',
    operations: [{ action, element }],
    verification: 'crew',
    ...(number === undefined ? {} : { planStep: { plan, number } }),
  };
};
const seen = (device: string, position: 'open' | 'closed'): TestCommand => {
  count += 1;
  return {
    type: 'recordTelemetry',
    step: `stp_${count}` as StepId,
    positions: [
      { device, position, commanded: true, occurredAt: '2026-11-24T09:00:00.000Z', incident: `inc_${count}` },
    ],
  };
};
const plan = ({ state }: { readonly state: Scenario['state'] }) => {
  const found = planOf(state, 'inc_a');
  if (found === undefined) throw new Error('there is no plan');
  return found;
};

/** B tripped; the fault is on line L2, between S1 and S2. */
const outage = () =>
  given(THREE)
    .and(
      {
        type: 'openIncident',
        incident: 'inc_a',
        site: { type: 'device', device: 'B' },
        since: '2026-11-24T08:00:00.000Z',
        reason: 'telemetry',
        hazard: false,
      },
      { actor: dispatcher },
    )
    .and({ type: 'locateFault', incident: 'inc_a', element: 'L2' });
const adopted = () => outage().and(adopt(), { actor: dispatcher });

describe('a plan is adopted', () => {
  test('with what each step is foreseen to do, whoever made it', () => {
    const [event] = outage().when(adopt(AROUND, { proposal: 'abc' }), { actor: dispatcher }).events;
    expect(event).toMatchObject({ fault: 'L2', proposal: 'abc', customersLeft: 200, supersedes: null });
    if (event?.type !== 'switchingPlanAdopted') throw new Error('not adopted');
    expect(event.steps.map(({ number, device, customers }) => [number, device, customers])).toEqual([
      [1, 'S1', 0],
      [2, 'S2', 0],
      [3, 'B', 100],
      [4, 'T', 300],
    ]);
    const state = plan(adopted());
    expect(state).toMatchObject({ status: 'underWay', by: 'usr_dispatcher', ended: null });
    expect(stepsAhead(state).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });

  test('with fewer steps or in another order, as long as nothing impossible or dangerous comes of it', () => {
    const [first, second, third, fourth] = AROUND as [Steps[0], Steps[0], Steps[0], Steps[0]];
    const steps = outage().when(adopt([second, fourth] as Steps)).events[0];
    expect(steps).toMatchObject({ customersLeft: 300, steps: [{ device: 'S2' }, { device: 'T', customers: 300 }] });
    expect(outage().when(adopt([second, third] as Steps)).refusal).toBe('faultNotRepaired');
    expect(outage().when(adopt([first, fourth] as Steps)).refusal).toBe('faultNotRepaired');
    expect(outage().when(adopt([{ action: 'open', device: 'L1', purpose: 'isolate' }])).refusal).toBe('notOperable');
    expect(outage().when(adopt([{ action: 'open', device: 'X', purpose: 'isolate' }])).refusal).toBe('elementUnknown');
    expect(outage().when(adopt([{ action: 'open', device: 'T', purpose: 'isolate' }])).refusal).toBe(
      'alreadyInPosition',
    );
  });

  test('never so that a loop is closed', () => {
    const repaired = outage().and({ type: 'recordRepair', incident: 'inc_a' });
    const both: Steps = [
      { action: 'close', device: 'B', purpose: 'reenergise' },
      { action: 'close', device: 'T', purpose: 'backFeed' },
    ];
    expect(repaired.when(adopt(both)).refusal).toBe('closesLoop');
    expect(repaired.when(adopt(both.slice(0, 1) as Steps)).refusal).toBeUndefined();
  });

  test('once: a second one must say which one it supersedes', () => {
    const again = adopt(AROUND.slice(0, 3) as Steps, { plan: 'pln_2' });
    expect(adopted().when(adopt()).refusal).toBe('planExists');
    expect(adopted().when(again).refusal).toBe('planUnderWay');
    const superseded = adopted().and({ ...again, supersedes: 'pln_1' } as TestCommand);
    expect(Object.keys(superseded.state.plans)).toEqual(['pln_2']);
    expect(superseded.when(record('open', 'S1', 1)).refusal).toBe('planUnknown');
    expect(outage().when({ ...again, supersedes: 'pln_1' } as TestCommand).refusal).toBe('planEnded');
  });

  test('by the desk alone, for an outage as it is', () => {
    expect(outage().when(adopt(), { actor: crewOne }).refusal).toBe('notPermitted');
    expect(outage().when(adopt(AROUND, { basedOn: 1 })).refusal).toBe('stale');
    expect(outage().when(adopt(AROUND, { note: '13812345678' })).refusal).toBe('personalData');
    expect(outage().when(adopt(), { network: null }).refusal).toBe('needsServer');
  });
});

describe('a step is done', () => {
  test('by the order that names it, one after the other', () => {
    expect(adopted().when(record('open', 'S2', 2)).refusal).toBe('planStepNotNext');
    expect(adopted().when(record('open', 'S2', 1)).refusal).toBe('planStepUnknown');
    const life = adopted().and(record('open', 'S1', 1), { actor: dispatcher });
    expect(plan(life).steps[0]?.done).toMatchObject({ by: 'usr_dispatcher', source: 'dispatcher', at: life.at });
    expect(life.when(record('open', 'S1', 1)).refusal).toBe('planStepDone');
    const stale = { ...record('open', 'S2', 2), planStep: { plan: 'pln_1', number: 2, basedOn: 1 } } as TestCommand;
    expect(life.when(stale).refusal).toBe('stale');
  });

  test('by any record of it, in any order, and by telemetry', () => {
    const life = adopted().and(record('open', 'S2')).and(seen('S1', 'open'), { actor: system });
    expect(plan(life).steps.map(({ done }) => done?.source ?? null)).toEqual(['telemetry', 'dispatcher', null, null]);
    expect(stepsAhead(plan(life))[0]?.number).toBe(3);
  });

  test('and is to be done again when its device leaves the position', () => {
    const life = adopted()
      .and(record('open', 'S1', 1))
      .and(record('close', 'S1'));
    expect(plan(life).steps[0]).toMatchObject({ done: null, undoneAt: life.at });
    expect(plan(life.and(record('open', 'S1', 1))).steps[0]).toMatchObject({ undoneAt: null });
  });

  test('until none is left: then the plan is completed', () => {
    const almost = adopted()
      .and(record('open', 'S1', 1))
      .and(record('open', 'S2', 2))
      .and(record('close', 'B', 3));
    const last = almost.when(record('close', 'T', 4), { actor: dispatcher });
    expect(last.events.map(({ type }) => type)).toEqual([
      'switchingRecorded',
      'supplyRestored',
      'switchingPlanCompleted',
    ]);
    expect(plan(last)).toMatchObject({ status: 'completed', ended: { by: 'usr_dispatcher', reason: null } });
    expect(almost.and(record('close', 'T')).when(record('close', 'T', 4)).refusal).toBe('planEnded');
  });

  test('or skipped with a reason, which completes the plan as well', () => {
    const skip = (number: number): TestCommand => ({
      type: 'skipSwitchingStep',
      plan: 'pln_1',
      number,
      reason: 'noAccess',
    });
    const life = adopted()
      .and(record('open', 'S1', 1))
      .and(skip(2), { actor: dispatcher })
      .and(record('close', 'B', 3));
    expect(plan(life).steps[1]).toMatchObject({ done: null, skipped: { by: 'usr_dispatcher', reason: 'noAccess' } });
    expect(life.when(skip(2)).refusal).toBe('planStepDone');
    expect(life.when(skip(9)).refusal).toBe('planStepUnknown');
    // Without S2 open, T would energise the fault.
    expect(life.when(record('close', 'T', 4)).refusal).toBe('faultNotRepaired');
    expect(plan(life.and(skip(4))).status).toBe('completed');
    expect(plan(life.and(record('open', 'S2'))).steps[1]).toMatchObject({
      skipped: null,
      done: { source: 'dispatcher' },
    });
  });
});

describe('before each step the plan is judged against the network as it is', () => {
  const isolated = () =>
    adopted()
      .and(record('open', 'S1', 1))
      .and(record('open', 'S2', 2));

  test('a tag in the way', () => {
    const life = isolated().and({ type: 'placeTag', tag: 'tag_1', device: 'B', incident: 'inc_a' });
    expect(life.when(record('close', 'B', 3)).refusal).toBe('deviceTagged');
  });

  test('somebody has closed another way in', () => {
    // S2 was opened for the plan, and is closed again by another record after the repair: T feeds everything behind S1.
    const life = isolated()
      .and({ type: 'recordRepair', incident: 'inc_a' })
      .and(record('close', 'S1'))
      .and(record('close', 'S2'));
    expect(stepsAhead(plan(life)).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });

  test('fewer customers than expected', () => {
    const cut = isolated().and({
      type: 'recordSwitching',
      step: 'stp_cut',
      incident: 'inc_a',
      operations: [{ action: 'cut', element: 'L1' }],
    });
    expect(cut.when(record('close', 'B', 3)).refusal).toBe('planStepGainsLess');
    // It has been done all the same: the fact is recorded, and the step is done.
    expect(plan(cut.and(record('close', 'B'))).steps[2]?.done).not.toBeNull();
  });
});

describe('a plan ends', () => {
  test('abandoned with a reason', () => {
    const abandon: TestCommand = { type: 'abandonSwitchingPlan', plan: 'pln_1', reason: 'repairedFirst' };
    const life = adopted().and(abandon, { actor: dispatcher });
    expect(plan(life)).toMatchObject({ status: 'abandoned', ended: { by: 'usr_dispatcher', reason: 'repairedFirst' } });
    expect(stepsAhead(plan(life))).toEqual([]);
    expect(life.when(abandon).refusal).toBe('planEnded');
    expect(life.when(record('open', 'S1', 1)).refusal).toBe('planEnded');
    expect(life.when({ ...abandon, plan: 'pln_9' }).refusal).toBe('planUnknown');
    expect(adopted().when({ ...abandon, basedOn: 1 }).refusal).toBe('stale');
  });

  test('with its incident, which does not end before it', () => {
    const restored = adopted().and({ type: 'recordRepair', incident: 'inc_a' }).and(record('close', 'B'));
    expect(restored.when({ type: 'closeIncident', incident: 'inc_a', cause: 'lineDown' }).refusal).toBe('planUnderWay');
    const done = restored.and({ type: 'abandonSwitchingPlan', plan: 'pln_1', reason: 'repairedFirst' });
    expect(done.and({ type: 'closeIncident', incident: 'inc_a', cause: 'lineDown' }).state.plans).toEqual({});
  });
});
