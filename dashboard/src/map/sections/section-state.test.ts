import { describe, expect, test } from 'vitest';
import { incidentWith, stateWith } from '../testing/operation.ts';
import { diffSections, paintSections, SECTION_STATE, spansOf } from './section-state.ts';

const NOW = Date.parse('2026-11-23T06:27:00.000Z');
const minutesAgo = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

const look = (state: Parameters<typeof spansOf>[0]) => [...paintSections(spansOf(state, NOW))];

describe('what a section looks like', () => {
  test('a predicted outage looks different from a confirmed one', () => {
    const state = stateWith([
      incidentWith({ number: 1, status: 'predicted', ranges: [0, 2] }),
      incidentWith({ number: 2, status: 'confirmed', ranges: [3, 5] }),
    ]);
    expect(look(state)).toEqual([2, 2, 0, 3, 3]);
  });

  test('sections that got supply back are green for half an hour and then normal', () => {
    const step = (at: string) =>
      incidentWith({ number: 1, status: 'partiallyRestored', ranges: [0, 4], back: [0, 2], at });
    expect(look(stateWith([step(minutesAgo(10))]))).toEqual([1, 1, 3, 3]);
    expect(look(stateWith([step(minutesAgo(31))]))).toEqual([0, 0, 3, 3]);
  });

  test('a section that is dark again is red, however recently it was restored', () => {
    const state = stateWith([
      incidentWith({ number: 1, status: 'restored', ranges: [0, 4], back: [0, 4], at: minutesAgo(5) }),
      incidentWith({ number: 2, status: 'predicted', ranges: [1, 2] }),
    ]);
    expect(look(state)).toEqual([1, 2, 1, 1]);
  });
});

describe('what has to be told to the map', () => {
  const diff = (before: number[], after: number[]) => {
    const calls: [number, number][] = [];
    diffSections(Uint8Array.from(before), Uint8Array.from(after), (section, state) => calls.push([section, state]));
    return calls;
  };

  test('only the sections that changed', () => {
    expect(diff([0, 3, 3, 0], [0, 3, 1, 0])).toEqual([[2, SECTION_STATE.restored]]);
  });

  test('a shorter array means that the rest is normal again', () => {
    expect(diff([3, 3, 3], [3])).toEqual([
      [1, SECTION_STATE.energised],
      [2, SECTION_STATE.energised],
    ]);
    expect(diff([], [0, 0])).toEqual([]);
  });

  test('a whole city of 16,384 sections takes one pass', () => {
    let calls = 0;
    const all = paintSections([{ ranges: [0, 16_384], state: SECTION_STATE.dead }]);
    expect(diffSections(new Uint8Array(0), all, () => calls++)).toBe(16_384);
    expect(calls).toBe(16_384);
  });
});
