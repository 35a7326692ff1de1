import type { IncidentId } from '@relight/shared/operation/ids';
import { given, type Scenario, type TestCommand } from '@relight/shared/operation/testing/given';
import { ring } from '@relight/shared/operation/testing/ring';
import { dispatcher } from '@relight/shared/operation/testing/world';
import { describe, expect, test } from 'vitest';
import { blockedBy, INCIDENT_ACTIONS, type IncidentAction } from './incident-actions.ts';

const incident: IncidentId = 'inc_1';

/** An order behind each button that only the state of the incident can make wrong. */
const ORDER: Readonly<Record<IncidentAction, TestCommand>> = {
  confirm: { type: 'confirmOutage', incident, reason: 'telemetry' },
  dispatch: { type: 'dispatchCrew', dispatch: 'dsp_new', incident, crew: 'crew_two' },
  etr: { type: 'setEtr', incident, etr: '2026-11-24T20:00:00.000Z', confidence: 'low', reason: 'weather' },
  restore: {
    type: 'restoreSupply',
    incident,
    step: 'stp_new',
    means: 'repair',
    scope: { type: 'count', customers: 1 },
  },
  close: { type: 'closeIncident', incident, cause: 'treeDown' },
  reopen: { type: 'reopenIncident', incident, reason: 'stillOut', scope: { type: 'all' } },
  note: { type: 'addNote', incident, text: 'tree removed' },
  move: { type: 'moveOutage', incident, device: 'R', absorbs: [], ruling: null, reports: null },
  merge: { type: 'mergeIncident', incident, into: 'inc_2' },
  cancel: { type: 'cancelIncident', incident, reason: 'powerOn' },
};

const reports = { ids: ['r1'], firstAt: '2026-11-24T08:00:00.000Z', lastAt: '2026-11-24T08:00:00.000Z', hazard: false };
const predicted = given()
  .and({ type: 'setCrewDuty', crew: 'crew_one', onDuty: true })
  .and({ type: 'setCrewDuty', crew: 'crew_two', onDuty: true })
  .and({ type: 'predictOutage', incident, device: 'F1', reports, ruling: { rule: 'test', evidence: {} }, absorbs: [] })
  .and({
    type: 'predictOutage',
    incident: 'inc_2',
    device: 'F3',
    reports: { ...reports, ids: ['r2'] },
    ruling: { rule: 'test', evidence: {} },
    absorbs: [],
  });
const confirmed = predicted.and({ type: 'confirmOutage', incident, reason: 'telemetry' });
const dispatched = confirmed.and({ type: 'dispatchCrew', dispatch: 'dsp_1', incident, crew: 'crew_one' });
const step = (customers: number): TestCommand => ({
  type: 'restoreSupply',
  incident,
  step: `stp_${customers}`,
  means: 'switching',
  scope: { type: 'count', customers },
});
const partly = confirmed.and(step(300));
const restored = confirmed.and({
  type: 'restoreSupply',
  incident,
  step: 'stp_all',
  means: 'repair',
  scope: { type: 'all' },
  verification: 'crew',
});
const restoredWithCrew = dispatched.and({
  type: 'restoreSupply',
  incident,
  step: 'stp_all',
  means: 'repair',
  scope: { type: 'all' },
  verification: 'crew',
});

/** A fault on a ring, isolated and tagged, on the left of which everything is as it was. */
const ringOutage = given(
  ring([
    [50, 50],
    [100, 100],
    [150, 150],
  ]),
)
  .and({
    type: 'openIncident',
    incident,
    site: { type: 'device', device: 'B' },
    since: '2026-11-24T08:00:00.000Z',
    reason: 'telemetry',
    hazard: false,
  })
  .and({ type: 'locateFault', incident, element: 'L2' });
const planned = ringOutage.and({
  type: 'adoptSwitchingPlan',
  plan: 'pln_1',
  incident,
  purpose: 'restoration',
  steps: [{ action: 'open', device: 'S1', purpose: 'isolate' }],
});
const isolating = (device: string): TestCommand => ({
  type: 'recordSwitching',
  step: `stp_${device}`,
  incident,
  operations: [{ action: 'open', element: device }],
  verification: 'crew',
});
const permitted = ringOutage
  .and(isolating('S1'))
  .and(isolating('S2'))
  .and({ type: 'placeTag', tag: 'tag_1', device: 'S1', incident })
  .and({ type: 'placeTag', tag: 'tag_2', device: 'S2', incident })
  .and({
    type: 'issuePermit',
    permit: 'pmt_1',
    incident,
    crew: 'crew_one',
    isolation: ['S1', 'S2'],
    backFeedsIsolated: true,
    groundsConfirmed: true,
  });

const SITUATIONS: Readonly<Record<string, Scenario>> = {
  predicted,
  confirmed,
  dispatched,
  partly,
  restored,
  restoredWithCrew,
};

describe.each(Object.entries(SITUATIONS))('buttons of a %s incident', (_, scenario) => {
  test.each(INCIDENT_ACTIONS)('%s is blocked exactly when the rules refuse it', (action) => {
    const one = scenario.state.incidents[incident];
    if (one === undefined) throw new Error('the incident is open in every situation');
    const refusal = scenario.when(ORDER[action], { actor: dispatcher }).refusal ?? null;
    expect(blockedBy(scenario.state, one, action)).toBe(refusal);
  });
});

test.each([
  ['a plan of it is under way', planned, 'planUnderWay'],
  ['somebody works under a permit because of it', permitted, 'permitInForce'],
] as const)('an outage is not called off while %s, and the button says so', (_, scenario, code) => {
  const one = scenario.state.incidents[incident];
  if (one === undefined) throw new Error('it is open');
  expect(scenario.when(ORDER.cancel, { actor: dispatcher }).refusal).toBe(code);
  expect(blockedBy(scenario.state, one, 'cancel')).toBe(code);
  // Only the server can tell what a part of it may do.
  for (const action of ['restore', 'move'] as const) expect(blockedBy(scenario.state, one, action)).toBe(null);
});

test('with nothing to merge it into, the form says so and not the button', () => {
  const one = planned.state.incidents[incident];
  if (one === undefined) throw new Error('it is open');
  expect(blockedBy(planned.state, one, 'merge')).toBe(null);
});
