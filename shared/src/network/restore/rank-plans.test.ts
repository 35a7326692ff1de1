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

test('no number of customers makes up for an overload', () => {
  const over = [90, 80, 70, 60, 50, 40].map((customers) => plan(customers, true));
  const shown = rankPlans([...over, plan(20, false), plan(30, false)]);
  expect(shown.map(({ id }) => id)).toEqual(['30', '20', '90', '80', '70']);
});
