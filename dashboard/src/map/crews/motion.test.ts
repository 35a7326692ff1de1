import { describe, expect, test } from 'vitest';
import { along, firstLeg, headingTo, isMoving, nextLeg } from './motion.ts';

const at = (lon: number, lat: number) => ({ lon, lat });

describe('a crew between two fixes', () => {
  test('it walks from the old fix to the new one in the time that lay between them', () => {
    const leg = nextLeg(firstLeg(at(120, 30), 0), at(120.01, 30), 2_000);
    expect(along(leg, 2_000)).toEqual(at(120, 30));
    expect(along(leg, 3_000).lon).toBeCloseTo(120.005);
    expect(along(leg, 9_000)).toEqual(at(120.01, 30));
    expect(isMoving(leg, 3_999)).toBe(true);
    expect(isMoving(leg, 4_000)).toBe(false);
  });

  test('a fix that comes early continues from where the mark is drawn, without a jump', () => {
    const leg = nextLeg(firstLeg(at(120, 30), 0), at(120.01, 30), 2_000);
    const next = nextLeg(leg, at(120.01, 30.01), 3_000);
    expect(along(next, 3_000).lon).toBeCloseTo(120.005);
  });

  test('it points where it is going, and keeps pointing there when it stands', () => {
    const leg = nextLeg(firstLeg(at(120, 30), 0), at(120.01, 30), 1_000);
    expect(leg.heading).toBeCloseTo(90);
    expect(nextLeg(leg, at(120.010001, 30), 9_000).heading).toBeCloseTo(90);
    expect(headingTo(at(120, 30), at(120, 31))).toBeCloseTo(0);
    expect(headingTo(at(120, 30), at(119, 30))).toBeCloseTo(-90);
  });

  test('a correction over kilometres is not driven across the city', () => {
    const leg = nextLeg(firstLeg(at(120, 30), 0), at(121, 30), 1_000);
    expect(along(leg, 1_000)).toEqual(at(121, 30));
  });

  test('the same fix again changes nothing', () => {
    const leg = firstLeg(at(120, 30), 0);
    expect(nextLeg(leg, at(120, 30), 500)).toBe(leg);
  });
});
