import { expect, test } from 'vitest';
import { readCount, readDecimal } from './read-number.ts';

test.each([
  ['5', 5],
  [' 5 ', 5],
  ['５', 5],
  ['１０', 10],
  ['0', 0],
  ['007', 7],
  ['1,000', 1000],
  ['１，０００', 1000],
  ['12,345,678', 12_345_678],
  ['5户', 5],
  ['５ 户', 5],
  ['3人', 3],
  ['12 customers', 12],
  ['3　', 3],
])('%j is the count %i', (text, value) => expect(readCount(text)).toEqual({ read: 'number', value }));

test.each(['', '  ', '　'])('%j says nothing', (text) => expect(readCount(text)).toEqual({ read: 'empty' }));

test.each([
  '1,0',
  '1,00',
  '1.0',
  '1.000',
  '-5',
  '1e3',
  '0x10',
  '五',
  '5²',
  '½',
  '③',
  'abc',
  '5 6',
  '1 000',
  '户',
  '9'.repeat(20),
])('%j is no count, which is not the same as missing', (text) =>
  expect(readCount(text)).toEqual({ read: 'notANumber' }),
);

test.each([
  ['120.15', 120.15],
  ['１２０．１５', 120.15],
  ['-0.5', -0.5],
  ['500', 500],
])('%j is the decimal %d', (text, value) => expect(readDecimal(text)).toEqual({ read: 'number', value }));

test.each(['120,15', '1.2.3', '500 m', '.'])('%j is no decimal', (text) =>
  expect(readDecimal(text)).toEqual({ read: 'notANumber' }),
);
