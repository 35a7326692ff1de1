import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LIMITS } from '../limits/limits.ts';
import { type Account, createAccounts } from './accounts.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const limits = { perAccount: 3, openedPerMinute: 5, messagesPerSecond: 10, bytesPerSecond: 1000, wrongPerMinute: 2 };
const must = (entrance: ReturnType<ReturnType<typeof createAccounts>['enter']>): Account => {
  if (!entrance.ok) throw new Error(entrance.message);
  return entrance.account;
};

test('an account has so many sockets and no more, and another account has its own', () => {
  const accounts = createAccounts(limits);
  const [first] = [1, 2, 3].map(() => must(accounts.enter('a')));
  expect(accounts.enter('a')).toMatchObject({ ok: false, message: expect.stringContaining('at most 3 sockets') });
  expect(accounts.enter('b').ok).toBe(true);
  first?.leave();
  expect(accounts.enter('a').ok).toBe(true);
});

test('an account opens so many sockets a minute, also when it closes them', () => {
  const accounts = createAccounts(limits);
  for (let i = 0; i < 5; i++) must(accounts.enter('a')).leave();
  expect(accounts.enter('a')).toMatchObject({ ok: false, retryAfterS: 60 });
  vi.advanceTimersByTime(60_000);
  expect(accounts.enter('a').ok).toBe(true);
});

test('all sockets of an account rest when together they have said enough for a second', () => {
  const accounts = createAccounts(limits);
  const [one, other] = [must(accounts.enter('a')), must(accounts.enter('a'))];
  one.spend(400);
  expect(other.resting).toBe(false);
  other.spend(700);
  expect([one.resting, other.resting]).toEqual([true, true]);
  const rested = vi.fn();
  one.whenRested(rested);
  vi.advanceTimersByTime(999);
  expect(rested).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(rested).toHaveBeenCalledTimes(1);
  expect(one.resting).toBe(false);
  for (let i = 0; i < 10; i++) one.spend(1);
  expect(other.resting).toBe(true);
});

test('coming back does not make wrong messages forgotten before the minute is over', () => {
  const accounts = createAccounts(limits);
  const before = must(accounts.enter('a'));
  expect([1, 2, 3].map(() => before.bearsWrong())).toEqual([true, true, false]);
  before.leave();
  expect(must(accounts.enter('a')).bearsWrong()).toBe(false);
  vi.advanceTimersByTime(60_000);
  expect(must(accounts.enter('a')).bearsWrong()).toBe(true);
});

test('three hundred screens of one account that all come back at once have room', () => {
  const accounts = createAccounts(LIMITS.sockets);
  for (let i = 0; i < 300; i++) must(accounts.enter('wall')).leave();
  for (let i = 0; i < 300; i++) expect(accounts.enter('wall').ok).toBe(true);
});
