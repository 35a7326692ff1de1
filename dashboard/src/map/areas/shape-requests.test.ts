import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AreaShape } from './area-features.ts';
import { shapeRequests } from './shape-requests.ts';

const shape: AreaShape = { type: 'Polygon', coordinates: [] };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A server that answers when told, and what the map heard. */
const desk = () => {
  const open: { path: string; answer: (shape: AreaShape | null) => void; fail: () => void; signal: AbortSignal }[] = [];
  const asked: string[] = [];
  let shapes: ReadonlyMap<string, AreaShape> = new Map();
  let told = 0;
  let failures = 0;
  let settled = false;
  const requests = shapeRequests({
    ask: (path, signal) => {
      asked.push(path);
      return new Promise((resolve, reject) => {
        const answer = (found: AreaShape | null) => {
          open.splice(open.indexOf(one), 1);
          resolve(found);
        };
        const one = { path, signal, answer, fail: () => reject(new Error('away')) };
        open.push(one);
        signal.addEventListener('abort', () => {
          open.splice(open.indexOf(one), 1);
          reject(signal.reason);
        });
      });
    },
    onShapes: (now) => {
      shapes = now;
      told += 1;
    },
    onFailure: () => {
      failures += 1;
    },
    onAnswer: () => {},
    during: (work) => {
      settled = false;
      return work.then(() => {
        settled = true;
      });
    },
  });
  return {
    requests,
    open,
    asked,
    told: () => told,
    failures: () => failures,
    settled: () => settled,
    keys: () => [...shapes.keys()].sort(),
  };
};
const wanted = (count: number) => Array.from({ length: count }, (_, i) => ({ key: `k${i}`, path: `p${i}` }));

test('of two thousand areas a few are asked for at a time, the most urgent first', () => {
  const { requests, open } = desk();
  requests.want(wanted(2_000));
  expect(open.length).toBeLessThan(50);
  expect(open.slice(0, 3).map(({ path }) => path)).toEqual(['p1999', 'p1998', 'p1997']);
});

test('every area gets its shape, and the map is told far fewer times than there are areas', async () => {
  const it = desk();
  it.requests.want(wanted(2_000));
  while (it.open.length > 0) {
    it.open[0]?.answer(shape);
    await vi.advanceTimersByTimeAsync(1);
  }
  await vi.advanceTimersByTimeAsync(5_000);
  expect(it.keys()).toHaveLength(2_000);
  expect(it.asked).toHaveLength(2_000);
  expect(it.told()).toBeLessThan(20);
  expect(it.settled()).toBe(true);
});

test('a single area is drawn at once', async () => {
  const it = desk();
  it.requests.want(wanted(1));
  it.open[0]?.answer(shape);
  await vi.advanceTimersByTimeAsync(0);
  expect(it.keys()).toEqual(['k0']);
});

test('an area that changed is asked for again, and keeps its old shape until then', async () => {
  const it = desk();
  it.requests.want([{ key: 'k', path: 'before' }]);
  it.open[0]?.answer(shape);
  await vi.advanceTimersByTimeAsync(5_000);
  it.requests.want([{ key: 'k', path: 'after' }]);
  expect(it.asked).toEqual(['before', 'after']);
  expect(it.keys()).toEqual(['k']);
});

test('what is no longer wanted is forgotten, also while it is asked for', async () => {
  const it = desk();
  it.requests.want(wanted(2));
  const [first, second] = [...it.open];
  first?.answer(shape);
  await vi.advanceTimersByTimeAsync(5_000);
  it.requests.want([]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(second?.signal.aborted).toBe(true);
  expect(it.keys()).toEqual([]);
  expect(it.settled()).toBe(true);
});

test('a server that is away is asked again', async () => {
  const it = desk();
  it.requests.want(wanted(1));
  it.open[0]?.fail();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(it.failures()).toBe(1);
  expect(it.asked).toEqual(['p0', 'p0']);
});
