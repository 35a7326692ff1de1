import { expect, test } from 'vitest';
import { DEVICE_KINDS, PREDICTION_PARAMETERS } from '../../rules/prediction-parameters.ts';
import { buildNetwork } from '../build.ts';
import type { EdgeClass, NodeClass } from '../facts.ts';
import { columnsOf, type NetworkFeature } from '../testing/features.ts';
import { drawTrees, MINUTES_PER_YEAR } from './prediction-tree.ts';
import { normalWalk } from './supply-walk.ts';

const node = (id: string, nodeClass: NodeClass, km = 0, customers = 1): NetworkFeature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [10, 50 + km / 111.195] },
  properties: { id, class: nodeClass, ...(nodeClass === 'EnergyConsumer' ? { customers } : {}) },
});
const edge = (id: string, edgeClass: EdgeClass, from: string, to: string): NetworkFeature => ({
  type: 'Feature',
  geometry: null,
  properties: { id, class: edgeClass, from, to },
});

const draw = (features: NetworkFeature[]) => {
  const model = buildNetwork(columnsOf(features));
  const trees = drawTrees(
    { model, parameters: PREDICTION_PARAMETERS.values, meters: () => 1, isDead: () => false },
    normalWalk(model),
  );
  return trees.map((tree) =>
    Array.from({ length: tree.size }, (_, v) => ({
      devices: Array.from(
        tree.devices.subarray(tree.deviceStart[v], tree.deviceStart[v + 1]),
        (e) => model.edges.ids[e],
      ),
      kind: DEVICE_KINDS[tree.kind[v] as number],
      parent: tree.parent[v],
      end: tree.end[v],
      customers: tree.customers[v],
      perYear: Math.round(Math.exp(tree.logRate[v] as number) * MINUTES_PER_YEAR * 1000) / 1000,
    })),
  );
};

const radial = [
  node('s', 'EnergySource'),
  node('a', 'ConnectivityNode'),
  node('b', 'ConnectivityNode', 2),
  node('c', 'ConnectivityNode', 2),
  node('d', 'ConnectivityNode', 3),
  node('x', 'ConnectivityNode', 3),
  node('p1', 'EnergyConsumer', 3),
  node('p2', 'EnergyConsumer', 3, 4),
  node('y', 'ConnectivityNode', 2),
  node('p3', 'EnergyConsumer', 2),
  edge('cb', 'Breaker', 's', 'a'),
  edge('l1', 'ACLineSegment', 'a', 'b'),
  edge('sw', 'LoadBreakSwitch', 'b', 'c'),
  edge('fuse', 'Fuse', 'c', 'd'),
  edge('t1', 'PowerTransformer', 'd', 'x'),
  edge('v1', 'ACLineSegment', 'x', 'p1'),
  edge('v2', 'ACLineSegment', 'x', 'p2'),
  edge('t2', 'PowerTransformer', 'b', 'y'),
  edge('v3', 'ACLineSegment', 'y', 'p3'),
];

test('protective devices and service points in preorder; those with the same customers are one', () => {
  expect(draw(radial)).toEqual([
    [
      { devices: ['cb'], kind: 'breaker', parent: -1, end: 5, customers: 6, perYear: 0.22 },
      { devices: ['fuse', 't1'], kind: 'fuse', parent: 0, end: 4, customers: 5, perYear: 0.07 },
      { devices: [], kind: 'service', parent: 1, end: 3, customers: 1, perYear: 0.01 },
      { devices: [], kind: 'service', parent: 1, end: 4, customers: 4, perYear: 0.01 },
      { devices: ['t2'], kind: 'transformer', parent: 0, end: 5, customers: 1, perYear: 0.04 },
    ],
  ]);
});

test('a device in a loop takes supply from nobody: what it feeds hangs on the next one above', () => {
  const looped = [...radial, edge('ring', 'Fuse', 'a', 'd')];
  const [tree] = draw(looped);
  expect(tree?.flatMap(({ devices }) => devices)).toEqual(expect.arrayContaining(['cb', 't1', 't2']));
  expect(tree?.flatMap(({ devices }) => devices)).not.toContain('fuse');
  expect(tree?.flatMap(({ devices }) => devices)).not.toContain('ring');
});

test('a feeder held by two sources falls into the trees below the loop', () => {
  const held = [...radial, node('s2', 'EnergySource', 5), edge('cb2', 'Breaker', 's2', 'b')];
  expect(draw(held).map((tree) => tree[0]?.devices)).toEqual(expect.arrayContaining([['fuse', 't1'], ['t2']]));
  expect(draw(held)).toHaveLength(2);
});

test('a transformer with others below stands for the head of a feeder only where no breaker does', () => {
  const headed = radial.map((feature) =>
    feature.properties.id === 'cb' ? edge('hv', 'PowerTransformer', 's', 'a') : feature,
  );
  expect(draw(headed)[0]?.[0]).toMatchObject({ devices: ['hv'], kind: 'breaker', customers: 6 });
  const before = [
    node('s0', 'EnergySource'),
    ...radial.map((feature) => (feature.properties.id === 's' ? node('s', 'ConnectivityNode') : feature)),
    edge('hv', 'PowerTransformer', 's0', 's'),
  ];
  expect(draw(before)[0]?.[0]).toMatchObject({ devices: ['cb'], kind: 'breaker' });
});
