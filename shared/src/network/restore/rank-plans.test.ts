import { expect, test } from 'vitest';
import { NOBODY } from './extent.ts';
import { rankPlans } from './rank-plans.ts';
import type { RestorationPlan } from './restoration-plan.ts';

const plan = (customers: number, overloaded: boolean): RestorationPlan => ({
  id: `${customers}`,
  steps: [],
  regained: { ...NOBODY, customers },
  customersLeft: 0,
  loading: null,
  undivided: null,
  forbidden: [],
  ranking: { importantRegained: 0, customersRegained: customers, overloaded, operations: 2, telemetered: 0 },
});

test('whoever sees only plans that overload something sees the best one that does not as well', () => {
  const over = [90, 80, 70, 60, 50, 40].map((customers) => plan(customers, true));
  const shown = rankPlans([...over, plan(20, false), plan(30, false)]);
  expect(shown.map(({ id }) => id)).toEqual(['90', '80', '70', '60', '30']);
  expect(rankPlans([...over, plan(65, false)]).map(({ id }) => id)).toEqual(['90', '80', '70', '65', '60']);
});
