import { expect, test } from 'vitest';
import type { Foreseen } from './decide/foresee.ts';
import { hindrancesOf } from './decide/hindrances.ts';
import type { PlannedStep } from './state.ts';

const loading = (amperes: number) => ({
  element: 'T',
  name: 'T',
  amperes,
  ratedA: 100,
  kilovolts: 10,
  assumed: false,
});
const planned = (amperes: number | null): PlannedStep =>
  ({ customers: 50, customersLost: 0, loading: amperes === null ? null : loading(amperes) }) as PlannedStep;
const now = (of: Partial<Extract<Foreseen, { possible: true }>>): Foreseen =>
  ({
    possible: true,
    customers: 50,
    customersLost: 0,
    interlocks: [],
    closesLoop: false,
    feedsBack: false,
    loading: null,
    ...of,
  }) as Foreseen;

test('an overload is a hindrance where there was none when the plan was adopted', () => {
  const overload = { why: 'overload', name: 'T', amperes: 120, ratedA: 100 };
  expect(hindrancesOf(planned(90), now({ loading: loading(120) }))).toEqual([overload]);
  expect(hindrancesOf(planned(null), now({ loading: loading(120) }))).toEqual([overload]);
  // Whoever adopted it knew of it.
  expect(hindrancesOf(planned(110), now({ loading: loading(120) }))).toEqual([]);
  expect(hindrancesOf(planned(90), now({ loading: loading(99) }))).toEqual([]);
});

test('the gravest comes first; what is better than planned is none', () => {
  const all = now({
    customers: 10,
    customersLost: 5,
    closesLoop: true,
    feedsBack: true,
    interlocks: [{ by: 'permit', id: 'pmt_1' }],
  });
  expect(hindrancesOf(planned(null), all).map(({ why }) => why)).toEqual([
    'permit',
    'closesLoop',
    'feedsBack',
    'loses',
    'gainsLess',
  ]);
  expect(hindrancesOf(planned(null), now({ customers: 80 }))).toEqual([]);
});
