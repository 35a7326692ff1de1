import { describe, expect, test } from 'vitest';
import { wallSettings } from './settings.ts';

describe('the settings of a wall', () => {
  test('are both languages at full size when the address says nothing', () => {
    expect(wallSettings('')).toEqual({ languages: ['zh', 'en'], scale: 1, reading: null });
  });

  test('come from the address', () => {
    expect(wallSettings('?lang=en')).toMatchObject({ languages: ['en'], scale: 1 });
    expect(wallSettings('?lang=en+zh&scale=1.25')).toMatchObject({ languages: ['en', 'zh'], scale: 1.25 });
    expect(wallSettings('?distance=5&diagonal=86').reading).toEqual({ distanceM: 5, diagonalIn: 86 });
    expect(wallSettings('?distance=5').reading).toEqual({ distanceM: 5, diagonalIn: 98 });
    expect(wallSettings('?lang=zh%2Ben').languages).toEqual(['zh', 'en']);
  });

  test('never make a wall unreadable', () => {
    expect(wallSettings('?lang=fr&scale=0&distance=-3')).toEqual({ languages: ['zh', 'en'], scale: 1, reading: null });
    expect(wallSettings('?scale=40').scale).toBe(2);
    expect(wallSettings('?scale=big').scale).toBe(1);
  });

  test('are as the screen was last told, where the address is silent', () => {
    expect(wallSettings('?lang=en', 'lang=zh&distance=4&diagonal=75')).toEqual({
      languages: ['en'],
      scale: 1,
      reading: { distanceM: 4, diagonalIn: 75 },
    });
  });
});
