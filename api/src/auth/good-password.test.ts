import { expect, test } from 'vitest';
import { weaknessOf } from './good-password.ts';

test.each([
  'password123',
  'Passw0rd!2024',
  'P@ssw0rd1',
  'Summer2024!',
  '1qaz@WSX',
  '!QAZ2wsx',
  'qwer1234!',
  'hunter2hunter2',
  'monkey1234',
  'charlie1985',
  '19880101',
  '13800138000',
  'abcd@1234',
  'admin@123',
  'Beijing2008',
  'woaini1314520',
  'dianli2024',
  'Relight2026',
  '95598dianli',
  'zhangwei1990',
  'aaaaaaaaaaaa',
  '12341234123412341234',
])('%s is refused', async (password) => {
  expect(await weaknessOf(password, 'somebody')).toMatch(/first that anybody would try/);
});

test.each(['correct horse battery', 'k7#vQ2mw', '晚风里的旧车站牌', 'three cranes over mud', 'Xw4tTnB0c8Lq'])(
  '%s is taken',
  async (password) => {
    expect(await weaknessOf(password, 'somebody')).toBeNull();
  },
);

test('one’s own user name is no password, whatever is put beside it', async () => {
  expect(await weaknessOf('lihua.desk1!', 'lihua.desk')).not.toBeNull();
  expect(await weaknessOf('lihua.desk20261130', 'lihua.desk')).not.toBeNull();
});

test('a long password is judged in bounded time, by its beginning', async () => {
  expect(await weaknessOf('1q2w3e4r'.repeat(25), 'somebody')).not.toBeNull();
  expect(await weaknessOf('x'.repeat(201), 'somebody')).toMatch(/at most 200/);
});
