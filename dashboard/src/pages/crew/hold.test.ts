import { expect, test } from 'vitest';
import { holdMs } from './hold.ts';
import { withDispatch } from './testing/with-dispatch.ts';

const answerBy = Date.parse('2026-11-24T08:03:00.000Z');
const state = withDispatch({ answerBy: new Date(answerBy).toISOString() });

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
