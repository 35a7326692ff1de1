import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildNetwork } from './build.ts';
import { decodeNetwork, encodeNetwork } from './codec.ts';
import { columnsOf } from './testing/features.ts';
import { cityFeatures, SMALL_CITY } from './testing/generate-city.ts';
import { randomFeatures } from './testing/random-network.ts';

const model = buildNetwork(columnsOf(cityFeatures(SMALL_CITY)));

test('a network read back from its bytes is the same network', () => {
  expect(decodeNetwork(encodeNetwork(model))).toEqual(model);
  fc.assert(
    fc.property(fc.nat(1e6), fc.integer({ min: 1, max: 60 }), (seed, nodes) => {
      const random = buildNetwork(columnsOf(randomFeatures(seed, nodes, 8)));
      expect(decodeNetwork(encodeNetwork(random))).toEqual(random);
    }),
    { numRuns: 50, seed: 3 },
  );
});

test('bytes that do not start on a multiple of 8 are read too', () => {
  const bytes = encodeNetwork(model);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(decodeNetwork(shifted.subarray(3))).toEqual(model);
});

test('names beyond ASCII and beyond the basic plane survive', () => {
  const columns = columnsOf(cityFeatures(SMALL_CITY));
  const names = new Map([
    [0, '城东变 𠮷'],
    [5, 'Ünïcode ⚡️'],
  ]);
  const named = buildNetwork({ ...columns, nodes: { ...columns.nodes, names } });
  expect(decodeNetwork(encodeNetwork(named))).toEqual(named);
});

test('a version stored before ratings and lengths were kept is read, with none given', () => {
  const columns = columnsOf(cityFeatures(SMALL_CITY));
  const rated = buildNetwork({ ...columns, edges: { ...columns.edges, ratedA: columns.edges.ratedA.map(() => 630) } });
  expect(decodeNetwork(inFormat1(encodeNetwork(rated)))).toEqual(model);
});

/** The bytes as the first format had them: its header names no ratings and no lengths. */
const inFormat1 = (bytes: Uint8Array): Uint8Array => {
  const out = bytes.slice();
  const length = new DataView(out.buffer).getUint32(8, true);
  const header = JSON.parse(new TextDecoder().decode(out.subarray(12, 12 + length)));
  const added = ['edges.ratedKva', 'edges.ratedA', 'edges.lengthM', 'edges.kilovolts'];
  const columns = header.columns.filter((column: { name: string }) => !added.includes(column.name));
  expect(columns).toHaveLength(header.columns.length - added.length);
  out.set(new TextEncoder().encode(JSON.stringify({ ...header, format: 1, columns }).padEnd(length)), 12);
  return out;
};

test('damaged bytes are not taken for a network', () => {
  const bytes = encodeNetwork(model);
  expect(() => decodeNetwork(bytes.slice(0, bytes.length - 100))).toThrow('damaged');
  expect(() => decodeNetwork(new Uint8Array(64))).toThrow('not a network');
});
