import { expect, test } from 'vitest';
import { buildNetwork } from '../network/build.ts';
import { seeded } from '../network/seeded.ts';
import { columnsOf } from '../network/testing/features.ts';
import { cityFeatures, SMALL_CITY } from '../network/testing/generate-city.ts';
import { boundsAround } from './bounds.ts';
import { distanceM } from './distance.ts';
import { areaKm2, servicePointIndex } from './service-points.ts';

const model = buildNetwork(columnsOf(cityFeatures(SMALL_CITY)));
const index = servicePointIndex(model);
const position = (node: number) => ({ lon: model.nodes.lon[node] ?? 0, lat: model.nodes.lat[node] ?? 0 });
const points = [...model.nodes.class.keys()].filter((node) => model.nodes.class[node] === 2);

test('the nearest service point is the one that measuring all of them finds', () => {
  const chance = seeded(5);
  for (let i = 0; i < 200; i++) {
    const near = position(chance.pick(points));
    const from = { lon: near.lon + (chance.unit() - 0.5) * 0.01, lat: near.lat + (chance.unit() - 0.5) * 0.01 };
    const best = points.reduce((a, b) => (distanceM(from, position(b)) < distanceM(from, position(a)) ? b : a));
    const found = index.nearest(from, 400);
    if (distanceM(from, position(best)) > 400) expect(found).toBeUndefined();
    else expect(distanceM(from, position(found ?? -1))).toBeCloseTo(distanceM(from, position(best)), 6);
  }
});

test('a drawn area holds exactly the service points inside it', () => {
  const [west, south, east, north] = boundsAround(position(points[40] ?? 0), 500);
  const triangle = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [west, south],
        [east, south],
        [west, north],
        [west, south],
      ],
    ],
  };
  const inside = points.filter((node) => {
    const { lon, lat } = position(node);
    return lon >= west && lat >= south && (lon - west) / (east - west) + (lat - south) / (north - south) <= 1;
  });
  expect(inside.length).toBeGreaterThan(5);
  expect(index.inside(triangle)).toEqual(inside);
  expect(areaKm2(triangle)).toBeCloseTo(0.5, 2);
});
