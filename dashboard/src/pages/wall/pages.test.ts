import { expect, test } from 'vitest';
import { pageAt } from './pages.ts';

const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const at = (seconds: number, room = 3) => pageAt(items, room, seconds * 1000);

test('what does not fit comes in turn, and nothing is left out', () => {
  expect([0, 12, 24].flatMap((seconds) => at(seconds).items)).toEqual(items);
  expect(at(36)).toEqual(at(0));
  expect(at(13)).toMatchObject({ page: 2, pages: 3 });
});

test('pages are as full as each other', () => {
  expect([0, 12, 24].map((seconds) => at(seconds).items.length)).toEqual([2, 2, 3]);
  const six = [0, 12, 24, 36, 48, 60].map((seconds) => pageAt([...items, ...items, ...items], 4, seconds * 1000));
  expect(six.map((page) => page.items.length)).toEqual([3, 4, 3, 4, 3, 4]);
});

test('what fits stays', () => {
  expect(at(0, 7)).toEqual(at(60, 7));
  expect(at(0, 7)).toMatchObject({ items, page: 1, pages: 1 });
  expect(pageAt([], 5, 0)).toEqual({ items: [], page: 1, pages: 1 });
});
