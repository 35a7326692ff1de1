import { expect, test } from 'vitest';
import { hash, verify } from './hashing-thread.ts';

test('a password matches its own hash and no other, however many are asked at once', async () => {
  const [first = '', second = ''] = await Promise.all([hash('correct horse'), hash('battery staple')]);
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  const asked = [verify(first, 'correct horse'), verify(first, 'battery staple'), verify(second, 'battery staple')];
  expect(await Promise.all(asked)).toEqual([true, false, true]);
});

test('what is stored and is no hash is an error, and the next is asked all the same', async () => {
  await expect(verify('nothing', 'secret')).rejects.toThrow('a password could not be compared');
  expect(await verify(await hash('secret'), 'secret')).toBe(true);
});
