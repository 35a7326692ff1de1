import { expect, test } from 'vitest';
import { whereJsonBreaks } from './json-position.ts';

test.each([
  ['', 0],
  ['{"a":}', 5],
  ['{"a":1,}', 7],
  ['[1,2', 4],
  ['[1 2]', 3],
  ['{"a" 1}', 5],
  ['nope', 0],
  ['{} x', 3],
  ['{"a":"\n"}', 5],
  ['[1,]', 3],
  ['01', 1],
])('%j stops being JSON at %i', (text, position) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(whereJsonBreaks(text)).toBe(position);
});

test('a deep nesting does not exhaust the stack', () => {
  expect(whereJsonBreaks('['.repeat(500_000))).toBe(500_000);
});

test('a text that is JSON breaks nowhere before its end', () => {
  const text = JSON.stringify({ a: [1, -2.5e3, true, null, 'ü"\\'], b: {} });
  expect(whereJsonBreaks(text)).toBe(text.length);
});
