import { initialState, type OperationState } from '@relight/shared/operation/state';
import { expect, test } from 'vitest';
import { holdMs } from './hold.ts';

const answerBy = Date.parse('2026-11-24T08:03:00.000Z');
const state: OperationState = {
  ...initialState,
  dispatches: {
    dsp_1: {
      id: 'dsp_1',
      incident: 'inc_1',
      crew: 'crew_1',
      status: 'offered',
      offeredAt: '2026-11-24T08:00:00.000Z',
      answerBy: new Date(answerBy).toISOString(),
      acceptedAt: null,
      enRouteAt: null,
      arrivedAt: null,
      distanceM: null,
      travelMinutes: null,
    },
  },
};

test('a press can be taken back for ten seconds', () => {
  for (const type of ['acceptDispatch', 'departForSite', 'arriveOnSite', 'completeFieldWork'] as const) {
    expect(holdMs({ type, dispatch: 'dsp_1' }, state, answerBy - 60_000)).toBe(10_000);
  }
});

test('an answer never waits until the offer goes to another crew', () => {
  for (const answer of [
    { type: 'acceptDispatch', dispatch: 'dsp_1' },
    { type: 'declineDispatch', dispatch: 'dsp_1', reason: 'vehicle' },
  ] as const) {
    expect(holdMs(answer, state, answerBy - 12_000)).toBe(7_000);
    expect(holdMs(answer, state, answerBy - 4_000)).toBe(0);
    expect(holdMs(answer, state, answerBy + 60_000)).toBe(0);
  }
  expect(holdMs({ type: 'departForSite', dispatch: 'dsp_1' }, state, answerBy - 4_000)).toBe(10_000);
});
