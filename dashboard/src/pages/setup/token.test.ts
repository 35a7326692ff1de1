import { expect, test } from 'vitest';
import { setupToken } from './token.ts';

test('the token of a setup link is found wherever the link holds it', () => {
  expect(setupToken({ hash: '#abc-_9', search: '' })).toBe('abc-_9');
  expect(setupToken({ hash: '#token=abc', search: '' })).toBe('abc');
  expect(setupToken({ hash: '', search: '?token=abc' })).toBe('abc');
  expect(setupToken({ hash: '', search: '' })).toBeNull();
  expect(setupToken({ hash: '#a b', search: '' })).toBeNull();
});
