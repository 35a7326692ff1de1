import type { IncidentId } from '@relight/shared/operation/ids';
import { given, type Scenario, type TestCommand } from '@relight/shared/operation/testing/given';
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
