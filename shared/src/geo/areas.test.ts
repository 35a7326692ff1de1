import { booleanPointInPolygon, kinks } from '@turf/turf';
import fc from 'fast-check';
import type { MultiPolygon } from 'geojson';
import { expect, test } from 'vitest';
import { buildNetwork } from '../network/build.ts';
import type { NetworkModel } from '../network/model.ts';
import { sectionOfNode, sectionsBelow } from '../network/model.ts';
import type { Ranges } from '../network/ranges.ts';
import { hasSection } from '../network/ranges.ts';
import { columnsOf } from '../network/testing/features.ts';
import { cityFeatures, SMALL_CITY } from '../network/testing/generate-city.ts';
import { randomFeatures } from '../network/testing/random-network.ts';
import { signedArea } from './area-shape.ts';
import { affectedArea } from './areas.ts';
import { areaKm2 } from './service-points.ts';

const city = buildNetwork(columnsOf(cityFeatures(SMALL_CITY)));
const below = (model: NetworkModel, device: string) => sectionsBelow(model, model.edges.ids.indexOf(device));

/** Service points on the wrong side of the area's edge, judged by turf. */
const misplaced = (model: NetworkModel, ranges: Ranges, area: MultiPolygon): string[] =>
  model.nodes.ids.filter((_, node) => {
    if (model.nodes.class[node] !== 2) return false;
    const isDead = hasSection(ranges, sectionOfNode(model, node));
    return booleanPointInPolygon([model.nodes.lon[node] ?? 0, model.nodes.lat[node] ?? 0], area) !== isDead;
  });

test('an area holds every service point without supply and no other, for any set of sections', () => {
  let points = 0;
  const someSections = fc
    .array(fc.tuple(fc.nat(city.sections.count - 1), fc.integer({ min: 1, max: 40 })), { minLength: 1, maxLength: 4 })
    .map((picks) => {
      const sorted = picks.sort((a, b) => a[0] - b[0]);
      const ranges: number[] = [];
      for (const [from, length] of sorted) {
        const start = Math.max(from, ranges.at(-1) ?? 0);
        if (start < from + length) ranges.push(start, from + length);
      }
      return ranges;
    });
  fc.assert(
    fc.property(someSections, (ranges) => {
      const area = affectedArea({ model: city, ranges });
      expect(misplaced(city, ranges, area)).toEqual([]);
      points += area.coordinates.flat(2).length;
    }),
    { numRuns: 60, seed: 11 },
  );
  expect(points).toBeGreaterThan(1000);
}, 60_000);

test('it holds where points with and without supply are thrown together at random', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.integer({ min: 2, max: 160 }), fc.nat(1000), (seed, nodes, pick) => {
      const model = buildNetwork(columnsOf(randomFeatures(seed, nodes, 10)));
      const from = pick % model.sections.count;
      const ranges = [from, Math.min(model.sections.count, from + 1 + (pick % 30))];
      expect(misplaced(model, ranges, affectedArea({ model, ranges }))).toEqual([]);
    }),
    { numRuns: 60, seed: 12 },
  );
}, 60_000);

test('a feeder is one smooth area without holes, not a stripe for each street', () => {
  const area = affectedArea({ model: city, ranges: below(city, 'F0-1.cb') });
  expect(area.coordinates).toHaveLength(1);
  expect(area.coordinates[0]).toHaveLength(1);
  const ring = area.coordinates[0]?.[0] ?? [];
  expect(ring.length).toBeGreaterThan(30);
  expect(ring.length).toBeLessThan(400);
  expect(ring[0]).toEqual(ring.at(-1));
  expect(signedArea(ring)).toBeGreaterThan(0);
  expect(kinks(area).features).toEqual([]);
});

test('the area of one transformer is a few blocks, that of its feeder is much larger', () => {
  const one = areaKm2(affectedArea({ model: city, ranges: below(city, 'F0-1.l3.tr2') }));
  const all = areaKm2(affectedArea({ model: city, ranges: below(city, 'F0-1.cb') }));
  expect(one).toBeGreaterThan(0.005);
  expect(one).toBeLessThan(0.2);
  expect(all).toBeGreaterThan(10 * one);
});

test('the same question has the same answer, and nothing is out nowhere', () => {
  const ranges = below(city, 'F1-2.l4.fuse');
  expect(affectedArea({ model: city, ranges })).toEqual(affectedArea({ model: city, ranges }));
  expect(affectedArea({ model: city, ranges: [] }).coordinates).toEqual([]);
  expect(affectedArea({ model: city, ranges: [1e6, 1e7] }).coordinates).toEqual([]);
});

test('a dead and a live service point at one place do not stop the drawing', () => {
  const columns = columnsOf(cityFeatures(SMALL_CITY));
  const { ids, lon, lat } = columns.nodes;
  const [a, b] = [ids.indexOf('F0-1.l3.p2.3'), ids.indexOf('F0-1.l4.p2.3')];
  lon[a] = lon[b] ?? 0;
  lat[a] = lat[b] ?? 0;
  const model = buildNetwork(columns);
  const ranges = below(model, 'F0-1.l3.fuse');
  expect(misplaced(model, ranges, affectedArea({ model, ranges })).length).toBeLessThanOrEqual(2);
});

test('a blackout of the whole region is drawn in parts that fit together', () => {
  const wide = buildNetwork(
    columnsOf(
      cityFeatures({
        ...SMALL_CITY,
        substations: 9,
        feedersPerSubstation: 14,
        lateralsPerFeeder: 2,
        pointsPerTransformer: 1,
      }),
    ),
  );
  const ranges = below(wide, 'F0-0.cb').concat([80, wide.sections.supplied - 20]);
  const area = affectedArea({ model: wide, ranges });
  expect(misplaced(wide, ranges, area)).toEqual([]);
  expect(areaKm2(area)).toBeGreaterThan(50);
});
