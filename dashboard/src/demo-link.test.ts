import { expect, test } from 'vitest';
import { demoHeaders, keepDemoToken } from './demo-link.ts';

const storage = () => {
  const kept = new Map<string, string>();
  return () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
};

test('the secret of the demo’s link is kept for the browser and leaves the address', () => {
  const kept = storage();
  expect(keepDemoToken('http://127.0.0.1:8080/sign-in?next=%2Fwall#demo=abc123', kept)).toBe(
    'http://127.0.0.1:8080/sign-in?next=%2Fwall',
  );
  expect(demoHeaders(kept)).toEqual({ 'x-relight-demo': 'abc123' });
});

test('any other address stays as it is, and without the link nothing is sent', () => {
  const kept = storage();
  expect(keepDemoToken('http://127.0.0.1:8080/setup#sometoken', kept)).toBeNull();
  expect(keepDemoToken('http://127.0.0.1:8080/', kept)).toBeNull();
  expect(demoHeaders(kept)).toEqual({});
});

test('where a browser forbids storage, the page works without', () => {
  const forbidden = () => {
    throw new Error('forbidden');
  };
  expect(keepDemoToken('http://127.0.0.1:8080/#demo=abc', forbidden)).toBe('http://127.0.0.1:8080/');
  expect(demoHeaders(forbidden)).toEqual({});
});
