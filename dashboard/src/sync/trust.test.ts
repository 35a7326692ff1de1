import { expect, test } from 'vitest';
import type { Freshness } from './live.ts';
import { isOld, trustOf } from './trust.ts';

const since = Date.parse('2026-11-23T06:27:00Z');
const after = (seconds: number, status: Freshness['status'] = 'stale') =>
  trustOf({ status, since }, since + seconds * 1000).kind;

test('silence is told after two seconds and for as long as it lasts', () => {
  expect([0, 1.9, 2, 8, 60, 600].map((seconds) => after(seconds))).toEqual([
    'live',
    'live',
    'stale',
    'stale',
    'stale',
    'stale',
  ]);
});

test('a page that is catching up still shows an old picture', () => {
  expect(after(1, 'catchingUp')).toBe('live');
  expect(after(3, 'catchingUp')).toBe('stale');
});

test('a connection that calls itself live is not believed for ever', () => {
  expect(after(1.5, 'live')).toBe('live');
  expect(after(4, 'live')).toBe('stale');
});

test('who is signed out sees the last picture, which is old', () => {
  expect(after(0, 'signedOut')).toBe('signedOut');
  expect(isOld(trustOf({ status: 'signedOut', since }, since))).toBe(true);
  expect(isOld(trustOf({ status: 'starting', since }, since))).toBe(false);
});
