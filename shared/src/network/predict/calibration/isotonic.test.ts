import fc from 'fast-check';
import { expect, test } from 'vitest';
import { corrected } from './correct.ts';
import { composed, isotonicMap, reliabilityCurve, reliabilityGap } from './isotonic.ts';

const statements = fc.array(fc.record({ stated: fc.double({ min: 0, max: 1, noNaN: true }), right: fc.boolean() }), {
  maxLength: 200,
});
const rises = (map: readonly { stated: number; observed: number }[]) =>
  map.every(
    (point, i) =>
      i === 0 || (point.stated > (map[i - 1]?.stated ?? 0) && point.observed >= (map[i - 1]?.observed ?? 0)),
  );

test('the map never falls, and neither do the probabilities it gives', () => {
  fc.assert(
    fc.property(statements, (said) => {
      const map = isotonicMap(said);
      expect(rises(map)).toBe(true);
      expect(map.length).toBeLessThanOrEqual(50);
      const given = Array.from({ length: 21 }, (_, i) => corrected(map, i / 20));
      given.forEach((p, i) => {
        expect(p).toBeGreaterThanOrEqual(given[i - 1] ?? 0);
        expect(p).toBeLessThanOrEqual(1);
      });
      expect(rises(composed(map, map))).toBe(true);
    }),
  );
});

test('neighbours that would fall are pooled', () => {
  const said = [
    { stated: 0.2, right: false },
    { stated: 0.4, right: true },
    { stated: 0.6, right: false },
    { stated: 0.8, right: true },
  ];
  const map = isotonicMap(said);
  expect(map).toEqual([
    { stated: 0.2, observed: 0 },
    { stated: 0.5, observed: 0.5 },
    { stated: 0.8, observed: 1 },
  ]);
  expect(corrected(map, 0.5)).toBe(0.5);
  expect(corrected([], 0.37)).toBe(0.37);
});

test('the curve and its gap', () => {
  const said = [
    { stated: 0.9, right: true },
    { stated: 0.95, right: false },
    { stated: 0.55, right: true },
  ];
  expect(reliabilityCurve(said)).toMatchObject([
    { from: 0.5, count: 1, observed: 1 },
    { from: 0.9, count: 2, observed: 0.5 },
  ]);
  expect(reliabilityGap(said)).toBeCloseTo((0.45 + 2 * 0.425) / 3);
});
