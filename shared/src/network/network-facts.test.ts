import { expect, test } from 'vitest';
import { buildNetwork } from './build.ts';
import { networkFacts } from './network-facts.ts';
import { columnsOf } from './testing/features.ts';
import { cityFeatures, SMALL_CITY } from './testing/generate-city.ts';

const model = buildNetwork(columnsOf(cityFeatures(SMALL_CITY)));
const facts = networkFacts(model);
const customersWhere = (belongs: (id: string) => boolean) =>
  model.nodes.ids.reduce((sum, id, node) => (belongs(id) ? sum + (model.nodes.customers[node] ?? 0) : sum), 0);

test('a device knows its name, feeder, substation and place', () => {
  expect(facts.device('F0-1.l3.fuse')).toMatchObject({
    id: 'F0-1.l3.fuse',
    class: 'Fuse',
    name: 'F0-1 支线 3',
    feeder: 'F0-1',
    substation: '1 号变电站',
  });
  expect(facts.device('F1-0.tie')).toBeUndefined();
  expect(facts.device('F0-1.l3.line0')?.name).toBe('F0-1.l3.line0');
});

test('the extent below a fuse counts exactly the customers behind it', () => {
  const extent = facts.below('F0-1.l3.fuse');
  expect(extent?.customers).toBe(customersWhere((id) => id.startsWith('F0-1.l3.p')));
  expect(extent?.area).toBe('urban');
  expect(facts.below('no-such-device')).toBeUndefined();
});

test('an open tie takes nothing down, a line takes its section and what is fed through it', () => {
  expect(facts.below('F0-1.tie')?.ranges).toEqual([]);
  expect(facts.below('F0-1.l3.line0')).toEqual(facts.below('F0-1.l3.fuse'));
});

test('an extent put together from two devices adds up, and counts nothing beyond the network', () => {
  const one = facts.below('F0-1.l1.fuse');
  const two = facts.below('F1-2.l4.fuse');
  const both = facts.extentOf([...(one?.ranges ?? []), ...(two?.ranges ?? [])]);
  expect(both.customers).toBe((one?.customers ?? 0) + (two?.customers ?? 0));
  expect(facts.extentOf([0, 1e9]).customers).toBe(customersWhere(() => true));
});

test('important customers are listed with their class', () => {
  const listed = facts.extentOf([0, model.sections.count]).important.map((one) => one.servicePoint);
  expect(listed).toEqual(model.nodes.ids.filter((_, node) => model.nodes.importance[node] !== 0));
});

test('protective devices above a service point, nearest first', () => {
  expect(facts.protectiveAbove('F0-1.l6.p2.3').map((device) => device.id)).toEqual([
    'F0-1.l6.tr2',
    'F0-1.l6.fuse',
    'F0-1.rc',
    'F0-1.cb',
  ]);
  expect(facts.protectiveAbove('sub0')).toEqual([]);
});

test('the nearest service point is found within the distance and not beyond it', () => {
  const point = facts.servicePoint('F1-1.l2.p1.4');
  if (!point) throw new Error('generated network lost a service point');
  expect(facts.nearestServicePoint(point.lon + 1e-6, point.lat, 50)?.id).toBe(point.id);
  expect(facts.nearestServicePoint(point.lon, point.lat + 1, 500)).toBeUndefined();
});

test('places a call can come from are counted below a device', () => {
  const transformers = SMALL_CITY.transformersPerLateral;
  const servicePoints = transformers * SMALL_CITY.pointsPerTransformer;
  expect(facts.countsBelow('F0-1.l3.fuse')).toEqual({ servicePoints, transformers, bareServicePoints: 0 });
});
