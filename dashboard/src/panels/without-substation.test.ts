import { expect, test } from 'vitest';
import { withoutSubstation } from './without-substation.ts';

test('a row says the substation once', () => {
  expect(withoutSubstation('北塘变 绍兴线 出线断路器', '北塘变')).toBe('绍兴线 出线断路器');
  expect(withoutSubstation('Beitang Shaoxing feeder breaker', 'Beitang')).toBe('Shaoxing feeder breaker');
});

test('a name that does not begin with its substation stays as it is', () => {
  expect(withoutSubstation('滨盛线 #11 跌落熔断器', '滨江变')).toBe('滨盛线 #11 跌落熔断器');
  expect(withoutSubstation('北塘变', '北塘变')).toBe('北塘变');
  expect(withoutSubstation('北塘变 绍兴线', '')).toBe('北塘变 绍兴线');
});
