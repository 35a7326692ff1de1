import { GIVEN_BACK } from '@relight/shared/operation/hold';
import { PREDICTION } from '@relight/shared/rules/prediction-thresholds';
import { expect, test } from 'vitest';
import { rulings as en } from './en/rulings.ts';
import { rulings as zh } from './zh/rulings.ts';

const { transformer, rollUps, sameCustomers, singleCall } = PREDICTION.values;
const rules = [transformer.id, ...rollUps.map(({ id }) => id), sameCustomers, singleCall, GIVEN_BACK].sort();

test.each([
  ['zh', zh],
  ['en', en],
])('every rule that places incidents has its sentence, and nothing else has (%s)', (_, { byRule }) => {
  expect(Object.keys(byRule).sort()).toEqual(rules);
});

test('a ruling is a sentence about its place, with what was counted', () => {
  const counts = { calls: 15, servicePoints: 0, out: 5, of: 5, branches: 1 };
  expect(en.byRule.fuse('Kaixuan #01', counts)).toBe(
    'Kaixuan #01: 15 calls; 5 of its 5 transformers or direct supplies out, on 1 branch',
  );
});
