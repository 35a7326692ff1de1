import { expect, test } from 'vitest';
import { customersBetween } from './customers-between.ts';
import type { PredictionTree } from './prediction-tree.ts';

/** A recloser of 1,000 customers above a fuse of 100, above two transformers of 30. */
const tree = {
  parent: Int32Array.of(-1, 0, 1, 1),
  end: Int32Array.of(4, 4, 3, 4),
  customers: Int32Array.of(1000, 100, 30, 30),
} as unknown as PredictionTree;
const slotOf = new Map([0, 1, 2, 3].map((node) => [node, node]));
const between = (...chances: number[]) => customersBetween(tree, { slotOf }, Float64Array.from(chances), 1);

test('where nearly nothing else may have opened, one number says it', () => {
  expect(between(0.02, 0.95, 0.01, 0.01)).toEqual({ low: 100, high: 100 });
});

test('what may have opened instead below is the low end: what is expected there if the device has not', () => {
  expect(between(0, 0.6, 0.32, 0.36)).toEqual({ low: 51, high: 100 });
});

test('what may have opened above is the high end', () => {
  expect(between(0.3, 0.65, 0.01, 0.01)).toEqual({ low: 100, high: 1000 });
});

test('less than a tenth at an end does not widen it', () => {
  expect(between(0.09, 0.82, 0.05, 0.05)).toEqual({ low: 100, high: 100 });
});
