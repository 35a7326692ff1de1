import { expect, test } from 'vitest';
import { figuresOf, type OutageCourse } from './outage-figures.ts';

const minute = (minutes: number) => minutes * 60_000;
const outage = (more: Partial<Omit<OutageCourse, 'steps'>>, ...steps: [at: number, out: number][]): OutageCourse => ({
  startedAt: minute(0),
  restoredAt: minute(60),
  metersAffected: 100,
  ...more,
  steps: steps.map(([at, metersAffected]) => ({ at: minute(at), metersAffected })),
});

test('customers who got supply back in steps count until their own step', () => {
  // 6000 out; 3500 back at 40 min, 1000 at 75, 1500 at 190: 3500·40 + 1000·75 + 1500·190.
  const course = outage({ metersAffected: 6000, restoredAt: minute(190) }, [0, 6000], [40, 2500], [75, 1500], [190, 0]);
  expect(figuresOf(course)).toEqual({
    customersInterrupted: 6000,
    customerMinutes: 500_000,
    durationMinutes: 190,
    kind: 'sustained',
  });
});

test('the first count holds from the beginning, whenever it was noted', () => {
  expect(figuresOf(outage({}, [25, 100], [60, 0])).customerMinutes).toBe(6000);
  expect(figuresOf(outage({}, [-30, 100], [60, 0])).customerMinutes).toBe(6000);
});

test('an outage that grows counts its later customers from their own step, and is as large as it was at its peak', () => {
  const course = outage({ metersAffected: 7 }, [0, 7], [30, 950], [60, 0]);
  expect(figuresOf(course)).toMatchObject({ customersInterrupted: 950, customerMinutes: 7 * 30 + 950 * 30 });
});

test('the restoration ends what the steps leave open, and what comes later than it does not count', () => {
  expect(figuresOf(outage({}, [0, 100], [30, 40])).customerMinutes).toBe(100 * 30 + 40 * 30);
  expect(figuresOf(outage({}, [0, 100], [90, 0])).customerMinutes).toBe(6000);
});

test('without steps, or with the end alone, everybody is out to the end', () => {
  expect(figuresOf(outage({})).customerMinutes).toBe(6000);
  expect(figuresOf(outage({}, [60, 0])).customerMinutes).toBe(6000);
});

test('an open outage has customers but neither minutes nor a duration', () => {
  expect(figuresOf(outage({ restoredAt: null }, [0, 100], [30, 40]))).toEqual({
    customersInterrupted: 100,
    customerMinutes: null,
    durationMinutes: null,
    kind: 'open',
  });
});

test('momentary is decided by the whole duration, not by that of a step', () => {
  const stepped = outage({ restoredAt: minute(30) }, [0, 100], [2, 1], [30, 0]);
  expect(figuresOf(stepped).kind).toBe('sustained');
  expect(figuresOf(outage({ restoredAt: minute(5) })).kind).toBe('momentary');
  expect(figuresOf(outage({ restoredAt: minute(5) + 1 })).kind).toBe('sustained');
  expect(figuresOf(outage({ restoredAt: minute(4) }), 3).kind).toBe('sustained');
});
