import { expect, test } from 'vitest';
import { reasonBetween } from './plan-reason.ts';

const ranking = { importantRegained: 1, customersRegained: 800, overloaded: false, operations: 3, telemetered: 1 };

test.each([
  [
    { ...ranking, importantRegained: 0, customersRegained: 900 },
    { by: 'importantRegained', difference: 1 },
  ],
  [
    { ...ranking, customersRegained: 650, operations: 2 },
    { by: 'customersRegained', difference: 150 },
  ],
  [
    { ...ranking, overloaded: true, customersRegained: 900 },
    { by: 'overloaded', difference: 1 },
  ],
  [
    { ...ranking, operations: 5 },
    { by: 'operations', difference: 2 },
  ],
  [
    { ...ranking, telemetered: 0 },
    { by: 'telemetered', difference: 1 },
  ],
  [ranking, null],
])('the first thing in which the better plan is better: %o', (worse, reason) => {
  expect(reasonBetween(ranking, worse)).toEqual(reason);
});
