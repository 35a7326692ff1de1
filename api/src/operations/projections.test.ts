import type { RecordedEvent } from '@relight/shared/operation/events';
import { initialState, type OperationState } from '@relight/shared/operation/state';
import { dispatcher, system, testContext } from '@relight/shared/operation/testing/world';
import { judge } from '@relight/shared/sync/authority';
import { expect, test } from 'vitest';
import { noRows, project } from './projections.ts';

const instant = (minute: number) => new Date(Date.parse('2026-11-24T08:00:00.000Z') + minute * 60_000).toISOString();

/** Judges commands one after the other, a minute apart, and projects the last one. */
const rowsOfLast = (...commands: readonly object[]) => {
  let state: OperationState = initialState;
  let before = state;
  let recorded: readonly RecordedEvent[] = [];
  [{ type: 'openOperation', kind: 'live', name: { zh: '试验', en: 'Test' }, network: 'test-1' }, ...commands].forEach(
    (command, minute) => {
      const actor = 'type' in command && command.type === 'predictOutage' ? system : dispatcher;
      const context = testContext({ actor, at: instant(minute) });
      const actors = minute === 0 ? { ...context, actor: system } : context;
      const judged = judge(state, { id: `cmd-${minute}`, ...command } as Parameters<typeof judge>[1], actors);
      if (!judged.ok) throw new Error(judged.refusal.code);
      before = state;
      ({ state, recorded } = judged);
    },
  );
  const rows = noRows();
  project(rows, before, state, recorded);
  return rows;
};

const predict = (incident: string, device: string, more: object = {}) => ({
  type: 'predictOutage',
  incident,
  device,
  reports: { ids: [incident], firstAt: instant(0), lastAt: instant(0), hazard: false },
  ruling: { rule: 'test', evidence: {} },
  absorbs: [],
  ...more,
});
const merge = { type: 'mergeIncident', incident: 'inc_b', into: 'inc_a' };

test('a step about no incident changes no row', () => {
  const open = {
    type: 'recordSwitching',
    step: 'stp_1',
    incident: null,
    operations: [{ action: 'close', element: 'T' }],
  };
  expect(rowsOfLast(open).incidents.size).toBe(0);
});

test('a split and a merge taken back write both incidents', () => {
  const both = [predict('inc_a', 'F1'), predict('inc_b', 'F2'), merge];
  const unmerged = rowsOfLast(...both, { type: 'unmergeIncident', incident: 'inc_b', from: 'inc_a' });
  expect(unmerged.incidents.get('inc_b')).toMatchObject({ status: 'predicted', merged_into: null, ended_at: null });
  expect(unmerged.incidents.get('inc_a')).toMatchObject({ customers: 1000 });
  const split = rowsOfLast(predict('inc_a', 'R'), {
    type: 'splitIncident',
    incident: 'inc_a',
    parts: [{ incident: 'inc_b', device: 'F2' }],
  });
  expect([...split.incidents.keys()].sort()).toEqual(['inc_a', 'inc_b']);
});

test('an outage found inside a finished one takes its customers and minutes from that one’s row', () => {
  const rows = rowsOfLast(
    predict('inc_a', 'R'),
    { type: 'confirmOutage', incident: 'inc_a', reason: 'crewFinding' },
    {
      type: 'restoreSupply',
      incident: 'inc_a',
      step: 'stp_1',
      means: 'repair',
      scope: { type: 'all' },
      verification: 'crew',
    },
    { type: 'closeIncident', incident: 'inc_a', cause: 'treeDown' },
    predict('inc_b', 'F1', { nestedIn: 'inc_a' }),
  );
  expect([...rows.incidents.keys()]).toEqual(['inc_b']);
  expect(rows.corrections.get('inc_a')).toEqual({ id: 'inc_a', customers: 1000, customer_minutes: 3000, seq: 6 });
});
