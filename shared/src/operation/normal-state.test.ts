import { expect, test } from 'vitest';
import { normalStateSteps } from './normal-state.ts';
import type { Incident } from './state.ts';
import { given, type TestCommand } from './testing/given.ts';
import { ring } from './testing/ring.ts';

const THREE = ring([
  [50, 50],
  [100, 100],
  [150, 150],
]);
const record = (step: `stp_${string}`, ...words: readonly string[]): TestCommand => ({
  type: 'recordSwitching',
  step,
  incident: 'inc_a',
  operations: words.map((word) => {
    const [action, element] = word.split(' ');
    return { action, element } as { action: 'open'; element: string };
  }),
  verification: 'crew',
});

/** B tripped for a fault between S1 and S2; everything else has supply again from both sides, and the fault has been repaired. */
const repaired = () =>
  given(THREE)
    .and({
      type: 'openIncident',
      incident: 'inc_a',
      site: { type: 'device', device: 'B' },
      since: '2026-11-24T08:00:00.000Z',
      reason: 'telemetry',
      hazard: false,
    })
    .and({ type: 'locateFault', incident: 'inc_a', element: 'L2' })
    .and(record('stp_1', 'open S1', 'open S2', 'close B', 'close T'))
    .and({ type: 'recordRepair', incident: 'inc_a' });

test('switches go back to normal so that no two sources are ever joined', () => {
  const { state } = repaired();
  const steps = normalStateSteps(state, THREE, state.incidents.inc_a as Incident);
  expect(steps.map(({ action, device }) => `${action} ${device}`)).toEqual(['close S1', 'open T', 'close S2']);
  const adopt: TestCommand = {
    type: 'adoptSwitchingPlan',
    plan: 'pln_n',
    incident: 'inc_a',
    purpose: 'normalState',
    steps,
  };
  const [event] = repaired().when(adopt).events;
  expect(event).toMatchObject({
    customersLeft: 0,
    steps: [
      { customers: 200, customersLost: 0 },
      { customers: 0, customersLost: 300 },
      { customers: 300, customersLost: 0 },
    ],
  });
});

test('step by step they are, and the plan is completed', () => {
  let life = repaired();
  const { state } = life;
  const steps = normalStateSteps(state, THREE, state.incidents.inc_a as Incident);
  life = life.and({ type: 'adoptSwitchingPlan', plan: 'pln_n', incident: 'inc_a', purpose: 'normalState', steps });
  steps.forEach(({ action, device }, index) => {
    life = life.and({
      ...record(`stp_n${index}`, `${action} ${device}`),
      planStep: { plan: 'pln_n', number: index + 1 },
    } as TestCommand);
  });
  expect(life.state.switching.devices).toEqual({});
  expect(life.state.plans.pln_n?.status).toBe('completed');
  expect(life.state.incidents.inc_a?.status).toBe('restored');
});

test('what stands otherwise because of another incident, or of none, stays', () => {
  const life = repaired().and({
    ...record('stp_2', 'open S1'),
    operations: [{ action: 'close', element: 'S1' }],
  } as TestCommand);
  const { state } = life;
  expect(normalStateSteps(state, THREE, { ...(state.incidents.inc_a as Incident), id: 'inc_z' })).toEqual([]);
});
