import { describe, expect, test } from 'vitest';
import { wallSettings } from './settings.ts';

describe('the settings of a wall', () => {
  test('are both languages at full size when the address says nothing', () => {
    expect(wallSettings('')).toEqual({ languages: ['zh', 'en'], scale: 1 });
  });

  test('come from the address', () => {
    expect(wallSettings('?lang=en')).toEqual({ languages: ['en'], scale: 1 });
    expect(wallSettings('?lang=en+zh&scale=1.25')).toEqual({ languages: ['en', 'zh'], scale: 1.25 });
    expect(wallSettings('?lang=zh%2Ben').languages).toEqual(['zh', 'en']);
  });

  test('never make a wall unreadable', () => {
    expect(wallSettings('?lang=fr&scale=0')).toEqual({ languages: ['zh', 'en'], scale: 1 });
    expect(wallSettings('?scale=40').scale).toBe(2);
    expect(wallSettings('?scale=big').scale).toBe(1);
  });
});
