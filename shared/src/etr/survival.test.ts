import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Lifetime, survivalCurve, timeOfShare } from './survival.ts';

const curveOf = (lifetimes: readonly Lifetime[], weights = lifetimes.map(() => 1)) =>
  survivalCurve(lifetimes, Float64Array.from(weights));
const ended = (...minutes: number[]): Lifetime[] => minutes.map((it) => ({ minutes: it, ended: true }));

describe('the share that is still out', () => {
  test('follows the product-limit estimate, worked by hand', () => {
    // 6, 6, 6, 6+, 7, 9+, 10, 10+, 11+, 13, 16, 17+, 19+, 20+, 22, 23, 25+, 32+, 32+, 34+, 35+: the remission times of Freireich et al.
    // (1963), whose estimate is in every textbook: 0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448; the median is 23.
    const text = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+';
    const curve = curveOf(
      text.split(' ').map((it) => ({ minutes: Number.parseInt(it, 10), ended: !it.endsWith('+') })),
    );
    expect([...curve.times]).toEqual([6, 7, 10, 13, 16, 22, 23]);
    expect([...curve.shares].map((share) => share.toFixed(3))).toEqual([
      '0.857',
      '0.807',
      '0.753',
      '0.690',
      '0.627',
      '0.538',
      '0.448',
    ]);
    expect(timeOfShare(curve, 0.5)).toBe(23);
    expect(timeOfShare(curve, 0.8)).toBeNull();
  });

  test('an outage that was never seen to end makes the past slower, not faster', () => {
    const cut = [...ended(10, 20), { minutes: 25, ended: false }, { minutes: 25, ended: false }, ...ended(90)];
    expect(timeOfShare(curveOf(cut), 0.5)).toBe(90);
    expect(timeOfShare(curveOf(ended(10, 20, 90)), 0.5)).toBe(20);
  });

  test('a weight of two is the same outage twice', () => {
    const twice = [...ended(10, 10, 20), { minutes: 30, ended: false }, ...ended(40)];
    const weighted = [...ended(10, 20), { minutes: 30, ended: false }, ...ended(40)];
    expect(curveOf(weighted, [2, 1, 1, 1])).toEqual(curveOf(twice));
  });
});

describe('the time by which a share is over', () => {
  const four = curveOf(ended(10, 20, 30, 40));
  test('is the first at which at most the rest is out', () => {
    expect(timeOfShare(four, 0.5)).toBe(20);
    expect(timeOfShare(four, 0.75)).toBe(30);
    expect(timeOfShare(four, 0.76)).toBe(40);
    expect(timeOfShare(curveOf(ended(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)), 0.8)).toBe(8);
  });

  test('knows how long it has lasted already', () => {
    // Of the two that last longer than 20, one is over by 30, both by 40.
    expect(timeOfShare(four, 0.5, 20)).toBe(30);
    expect(timeOfShare(four, 0.8, 20)).toBe(40);
    expect(timeOfShare(four, 0.5, 40)).toBeNull();
  });

  test('without cuts it is the quantile of the values themselves', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 60 }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (values, share) => {
          const sorted = values.sort((a, b) => a - b);
          const time = timeOfShare(curveOf(ended(...sorted)), share);
          const over = (at: number) => sorted.filter((it) => it <= at).length / sorted.length;
          expect(time).not.toBeNull();
          expect(over(time ?? 0)).toBeGreaterThanOrEqual(share - 1e-6);
          expect(over((time ?? 0) - 1)).toBeLessThan(share + 1e-6);
        },
      ),
    );
  });

  test('never lies in the past of what has lasted so long', () => {
    const lifetime = fc.record({ minutes: fc.integer({ min: 1, max: 100 }), ended: fc.boolean() });
    fc.assert(
      fc.property(fc.array(lifetime, { maxLength: 40 }), fc.integer({ min: 0, max: 120 }), (lifetimes, after) => {
        const sorted = lifetimes.sort((a, b) => a.minutes - b.minutes);
        const time = timeOfShare(curveOf(sorted), 0.8, after);
        if (time !== null) expect(time).toBeGreaterThan(after);
      }),
    );
  });
});
