import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeMapTurns } from './map-turns.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 16));
  vi.stubGlobal('cancelAnimationFrame', (id: number) => clearTimeout(id));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a map at rest takes what is new after the paint, and all of it at once', () => {
  const take = vi.fn();
  const { changed } = makeMapTurns(take);
  changed();
  changed();
  expect(take).not.toHaveBeenCalled();
  vi.advanceTimersByTime(50);
  expect(take).toHaveBeenCalledTimes(1);
});

test('a map that draws takes nothing new, and then rests as long as it drew', () => {
  const take = vi.fn();
  const { changed, drawing } = makeMapTurns(take);
  drawing(true);
  changed();
  vi.advanceTimersByTime(300);
  drawing(false);
  vi.advanceTimersByTime(250);
  expect(take).not.toHaveBeenCalled();
  vi.advanceTimersByTime(120);
  expect(take).toHaveBeenCalledTimes(1);
});

test('a map that never rests takes what is new once a second', () => {
  const take = vi.fn();
  const { changed, drawing } = makeMapTurns(take);
  drawing(true);
  for (let tenth = 0; tenth < 50; tenth++) {
    changed();
    vi.advanceTimersByTime(100);
  }
  expect(take.mock.calls.length).toBeGreaterThanOrEqual(4);
  expect(take.mock.calls.length).toBeLessThanOrEqual(5);
});
