import { buildNetwork } from '@relight/shared/network/build';
import { columnsOf } from '@relight/shared/network/testing/features';
import { cityFeatures, SMALL_CITY } from '@relight/shared/network/testing/generate-city';
import { afterAll, expect, test } from 'vitest';
import { areaCache } from './area-cache.ts';
import { startAreaDrawing } from './area-drawing.ts';

const model = buildNetwork(columnsOf(cityFeatures(SMALL_CITY), 'v 1'));
const drawing = startAreaDrawing();
afterAll(() => drawing.close());
const limits = { waitingPerPerson: 1000, waiting: 10_000 };
const stays = () => new AbortController().signal;
/** Areas that differ, each of a good part of the city. */
const part = (n: number) => [n, 40 + n];

test('somebody who asks for many areas delays nobody who asks for one', async () => {
  const draw = areaCache({ drawing, limits });
  const order: string[] = [];
  const greedy = Array.from({ length: 12 }, (_, n) =>
    draw(model, part(n), { person: 'greedy', signal: stays() }).then(() => order.push('greedy')),
  );
  const modest = draw(model, [0, 3], { person: 'modest', signal: stays() }).then(() => order.push('modest'));
  await Promise.all([...greedy, modest]);
  expect(order.indexOf('modest')).toBeLessThanOrEqual(2);
});

test('what nobody waits for any more is not drawn', async () => {
  const draw = areaCache({ drawing, limits });
  const leaves = new AbortController();
  const left = Array.from({ length: 8 }, (_, n) => draw(model, part(n), { person: 'greedy', signal: leaves.signal }));
  leaves.abort();
  for (const one of left) await expect(one).rejects.toMatchObject({ code: 'callerLeft' });
  // Were they still there, the same person's next one would come after them.
  const order: string[] = [];
  const next = draw(model, [0, 3], { person: 'greedy', signal: stays() }).then(() => order.push('next'));
  const late = draw(model, part(0), { person: 'greedy', signal: stays() }).then(() => order.push('late'));
  await Promise.all([next, late]);
  expect(order).toEqual(['next', 'late']);
});

test('who leaves takes nothing from others who wait for the same area', async () => {
  const draw = areaCache({ drawing, limits });
  const leaves = new AbortController();
  const first = draw(model, part(0), { person: 'a', signal: leaves.signal });
  const second = draw(model, part(0), { person: 'b', signal: stays() });
  leaves.abort();
  await expect(first).rejects.toMatchObject({ code: 'callerLeft' });
  expect((await second).type).toBe('MultiPolygon');
  expect(await draw(model, part(0), { person: 'c', signal: stays() })).toBe(await second);
});

test('a person waits for so many and no more; others, and the same area on many screens, have room', async () => {
  const draw = areaCache({ drawing, limits: { waitingPerPerson: 3, waiting: 10 } });
  const ask = (n: number, person: string) => draw(model, part(n), { person, signal: stays() });
  const three = [0, 1, 2].map((n) => ask(n, 'wall'));
  await expect(ask(3, 'wall')).rejects.toMatchObject({
    status: 429,
    code: 'tooManyAreas',
    headers: { 'Retry-After': '2' },
  });
  const screens = [ask(3, 'other'), ...Array.from({ length: 6 }, () => ask(0, 'third'))];
  await expect(ask(4, 'fourth')).rejects.toMatchObject({ status: 503, code: 'overloaded' });
  await Promise.all([...three, ...screens]);
  expect((await ask(4, 'wall')).type).toBe('MultiPolygon');
});

test('an area that cannot be drawn is told to everybody who waits for it, and to nobody after', async () => {
  const draw = areaCache({ drawing, limits });
  const broken = {
    ...model,
    get sections(): never {
      throw new Error('broken');
    },
  };
  await expect(draw(broken, part(0), { person: 'a', signal: stays() })).rejects.toThrow('broken');
  expect((await draw(model, part(0), { person: 'a', signal: stays() })).type).toBe('MultiPolygon');
});
