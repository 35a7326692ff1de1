import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeRest } from './rest.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the second of two taps counts neither twice nor for the button that came under the thumb', () => {
  const told = vi.fn();
  const rest = makeRest(told);
  const accept = vi.fn();
  const depart = vi.fn();
  rest.press(accept);
  rest.press(accept);
  rest.begin();
  rest.press(depart);
  expect(accept).toHaveBeenCalledTimes(1);
  expect(depart).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(told).toHaveBeenLastCalledWith(false);
  rest.press(depart);
  expect(depart).toHaveBeenCalledTimes(1);
});

test('a button that is taken away tells nobody any more', () => {
  const told = vi.fn();
  const rest = makeRest(told);
  rest.begin();
  rest.stop();
  vi.advanceTimersByTime(1_000);
  expect(told).toHaveBeenCalledTimes(1);
});
