import { describe, expect, test } from 'vitest';
import { dated } from './dated.ts';
import { withDispatch } from './testing/with-dispatch.ts';

const ms = Date.parse('2026-11-24T08:00:00.000Z');
const at = (second: number) => new Date(ms + second * 1000).toISOString();
const state = withDispatch({ status: 'accepted', acceptedAt: at(60) });

describe("a crew's step", () => {
  test('carries when it was tapped', () => {
    expect(dated({ type: 'departForSite', dispatch: 'dsp_1' }, state, ms + 90_000)).toEqual({
      type: 'departForSite',
      dispatch: 'dsp_1',
      occurredAt: at(90),
    });
  });

  test('is never earlier than the one it follows', () => {
    expect(dated({ type: 'departForSite', dispatch: 'dsp_1' }, state, ms + 59_000)).toMatchObject({
      occurredAt: at(60),
    });
  });
});

test('what is no step carries no time', () => {
  const note = { type: 'addNote', incident: 'inc_1', text: 'pole leans' } as const;
  expect(dated(note, state, ms)).toBe(note);
  const unknown = { type: 'departForSite', dispatch: 'dsp_gone' } as const;
  expect(dated(unknown, state, ms)).toBe(unknown);
});
