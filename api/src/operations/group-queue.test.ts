import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createGroupQueue } from './group-queue.ts';

type Item = { readonly owner: string; readonly n: number };

/** A queue whose groups are handled when the test says so; the first item is under way at once. */
const held = ({ largest, longest }: { largest: number; longest: number }) => {
  const groups: string[][] = [];
  let go = () => {};
  const queue = createGroupQueue<Item, string>({
    largest,
    longest,
    ownerOf: ({ owner }) => owner,
    handle: async (items) => {
      groups.push(items.map(({ owner, n }) => `${owner}${n}`));
      await new Promise<void>((resolve) => {
        go = resolve;
      });
      return items.map(() => 'handled');
    },
    turnedAway: () => 'turned away',
    emptied: () => {},
  });
  const push = (owner: string, count: number) => Array.from({ length: count }, (_, n) => queue.push({ owner, n }));
  const next = async () => {
    go();
    await setImmediate();
  };
  return { queue, groups, push, next };
};

test('owners take turns, and what one owner brings stays in its order', async () => {
  const { groups, push, next } = held({ largest: 4, longest: 100 });
  push('first', 1);
  push('a', 6);
  push('b', 2);
  push('c', 1);
  for (let i = 0; i < 4; i++) await next();
  expect(groups).toEqual([['first0'], ['a0', 'b0', 'c0', 'a1'], ['b1', 'a2', 'a3', 'a4'], ['a5']]);
});

test('with more owners than a group holds, nobody is passed over', async () => {
  const { groups, push, next } = held({ largest: 2, longest: 100 });
  push('first', 1);
  for (const owner of ['a', 'b', 'c']) push(owner, 2);
  for (let i = 0; i < 4; i++) await next();
  expect(groups.slice(1)).toEqual([
    ['a0', 'b0'],
    ['c0', 'a1'],
    ['b1', 'c1'],
  ]);
});

test('when it is full, whoever has most waiting is turned away, and nobody else', async () => {
  const { queue, push, next } = held({ largest: 10, longest: 5 });
  push('first', 1);
  const greedy = push('greedy', 8);
  const modest = push('modest', 2);
  for (let i = 0; i < 4; i++) await next();
  await queue.drained();
  const answers = await Promise.all(greedy);
  expect(answers).toEqual([...Array(3).fill('handled'), ...Array(5).fill('turned away')]);
  expect(await Promise.all(modest)).toEqual(['handled', 'handled']);
});
