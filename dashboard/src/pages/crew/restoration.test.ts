import { describe, expect, test } from 'vitest';
import { type RestorationForm, restorationOf } from './restoration.ts';

const form: RestorationForm = { who: null, count: '', means: null, verification: null };

describe('the form for a restoration step', () => {
  test('asks for one thing after the other', () => {
    expect(restorationOf(form, 100).missing).toBe('who');
    expect(restorationOf({ ...form, who: 'some' }, 100).missing).toBe('count');
    expect(restorationOf({ ...form, who: 'all' }, 100).missing).toBe('means');
    expect(restorationOf({ ...form, who: 'all', means: 'repair' }, 100).missing).toBe('verification');
  });

  test('takes a part of the customers without a verification', () => {
    const read = restorationOf({ ...form, who: 'some', count: ' 40 ', means: 'switching' }, 100);
    expect(read).toEqual({
      missing: null,
      left: 60,
      step: { scope: { type: 'count', customers: 40 }, means: 'switching' },
    });
  });

  test('treats a count of everybody as all, which must be verified', () => {
    const counted = { ...form, who: 'some', count: '100', means: 'repair' } as const;
    expect(restorationOf(counted, 100).missing).toBe('verification');
    expect(restorationOf({ ...counted, verification: 'crew' }, 100).step).toEqual({
      scope: { type: 'all' },
      means: 'repair',
      verification: 'crew',
    });
  });

  test('reads the number as it is typed on a phone set to Chinese', () => {
    const read = restorationOf({ ...form, who: 'some', count: '４０户', means: 'switching' }, 100);
    expect(read.step?.scope).toEqual({ type: 'count', customers: 40 });
  });

  test.each([
    ['101', 'tooMany'],
    ['0', 'count'],
    ['', 'count'],
    ['-3', 'notANumber'],
    ['many', 'notANumber'],
    ['4.5', 'notANumber'],
    ['1,0', 'notANumber'],
  ])('never takes more than are out, and no nonsense: %s', (count, missing) => {
    const read = restorationOf({ ...form, who: 'some', count, means: 'repair' }, 100);
    expect(read).toEqual({ missing, left: 100, step: null });
  });
});
