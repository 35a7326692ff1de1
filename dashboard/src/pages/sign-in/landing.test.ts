import { describe, expect, test } from 'vitest';
import { landing } from './landing.ts';

describe('after signing in', () => {
  test('everybody lands on the page of their role', () => {
    expect(landing('dispatcher', null)).toBe('/console');
    expect(landing('wall', null)).toBe('/wall');
    expect(landing('crew', null)).toBe('/crew');
  });

  test('whoever was sent here goes back to where they wanted to be', () => {
    expect(landing('manager', '/console/op_1?panel=timeline')).toBe('/console/op_1?panel=timeline');
    expect(landing('dispatcher', '/wall?lang=en')).toBe('/wall?lang=en');
    expect(landing('wall', '/wall/op_1?scale=1.2')).toBe('/wall/op_1?scale=1.2');
  });

  test('nobody is sent to a page that is not theirs, or away from here', () => {
    expect(landing('crew', '/console')).toBe('/crew');
    expect(landing('dispatcher', '//elsewhere.example')).toBe('/console');
    expect(landing('dispatcher', '/\\elsewhere.example')).toBe('/console');
    expect(landing('dispatcher', 'https://elsewhere.example')).toBe('/console');
    expect(landing('dispatcher', '/sign-in?next=/sign-in')).toBe('/console');
  });
});
