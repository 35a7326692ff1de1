import { columnsOf } from '@relight/shared/network/testing/features';
import { cityFeatures, SMALL_CITY } from '@relight/shared/network/testing/generate-city';
import { expect, test } from 'vitest';
import { importNetwork } from './import-network.ts';

type Loose = { type: string; geometry: unknown; properties: Record<string, unknown> | null };

const source: Loose = {
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [7.7, 48.4] },
  properties: { id: 's', class: 'EnergySource' },
};
const customer = (properties: Record<string, unknown> = {}, coordinates: unknown = [7.71, 48.4]): Loose => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates },
  properties: { id: 'c', class: 'EnergyConsumer', ...properties },
});
const fuse = (properties: Record<string, unknown> = {}, geometry: unknown = null): Loose => ({
  type: 'Feature',
  geometry,
  properties: { id: 'f', class: 'Fuse', from: 's', to: 'c', ...properties },
});
const collection = (features: readonly unknown[], members: object = {}) =>
  JSON.stringify({ type: 'FeatureCollection', ...members, features });

/** The file in pieces of `size` bytes, cut anywhere, also inside a character. */
async function* pieces(text: string | Uint8Array, size = 17): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const run = (text: string | Uint8Array) => importNetwork(pieces(text));
const problemsOf = async (text: string | Uint8Array) => {
  const result = await run(text);
  return result.ok ? [] : result.errors;
};
const refusalOf = async (features: readonly unknown[], members?: object) => {
  const [first, ...more] = await problemsOf(collection(features, members));
  expect(more).toEqual([]);
  return first;
};

test('a file becomes the same columns wherever it is cut into pieces', async () => {
  const features = [...cityFeatures(SMALL_CITY)];
  const text = collection(features, { name: '示范城', version: 'v7', source: 'generated' });
  for (const size of [1, 5, 1000, 1e9]) {
    const result = await importNetwork(pieces(text, size));
    if (!result.ok) throw new Error(JSON.stringify(result.errors));
    expect(result.columns).toEqual({ ...columnsOf(features, 'v7'), name: '示范城', source: 'generated' });
    expect(result.warnings).toEqual([]);
    expect(result.stats).toMatchObject({ features: features.length, servicePoints: 864, feeders: 6 });
  }
});

test('edges may come before their nodes, and geometry may be null or absent', async () => {
  const result = await run(collection([{ type: 'Feature', properties: fuse().properties }, customer(), source]));
  expect(result.ok && [...result.columns.edges.from, ...result.columns.edges.to]).toEqual([1, 0]);
});

test('absent values get the defaults of the format', async () => {
  const result = await run(collection([source, customer(), fuse({ normalOpen: null })]));
  if (!result.ok) throw new Error('refused');
  const { nodes, edges } = result.columns;
  expect([...nodes.customers]).toEqual([0, 1]);
  expect([...nodes.area, ...nodes.importance]).toEqual([0, 0, 0, 0]);
  expect([edges.normalOpen[0], edges.telemetered[0], edges.phases[0]]).toEqual([0, 0, 7]);
  expect([edges.ratedKva[0], edges.ratedA[0], edges.lengthM[0]]).toEqual([0, 0, 0]);
});

test('ratings and lengths of edges are read', async () => {
  const result = await run(collection([source, customer(), fuse({ ratedKva: 315, ratedA: 630, lengthM: 12.5 })]));
  if (!result.ok) throw new Error('refused');
  const { edges } = result.columns;
  expect([edges.ratedKva[0], edges.ratedA[0], edges.lengthM[0]]).toEqual([315, 630, 12.5]);
});

test('names in both languages, the base map and a version are taken from the collection', async () => {
  const base = {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { kind: 'water' }, geometry: null }],
  };
  const names = { f: { zh: '东湖支线', en: 'Donghu lateral' } };
  const result = await run(
    collection([source, customer(), fuse()], { version: 3, names, base, crs: 'ignored', name: 'N' }),
  );
  expect(result).toMatchObject({ ok: true, names, base, columns: { version: '3', name: 'N' } });
  expect(result.ok && [...result.columns.edges.names, ...result.columns.edges.namesEn]).toEqual([
    [0, '东湖支线'],
    [0, 'Donghu lateral'],
  ]);
});

test('without a version, the content decides it', async () => {
  const version = async (kw: number) => {
    const result = await run(collection([source, customer({ kw }), fuse()]));
    return result.ok ? result.columns.version : '';
  };
  expect(await version(1)).toMatch(/^sha256-[0-9a-f]{16}$/);
  expect(await version(1)).toBe(await version(1));
  expect(await version(1)).not.toBe(await version(2));
});

test.each([
  ['a duplicate id', [source, customer(), customer()], { code: 'duplicate-id', index: 2, id: 'c', property: 'id' }],
  [
    'an id used by a node and an edge',
    [source, customer(), fuse({ id: 's' })],
    { code: 'duplicate-id', index: 2, id: 's' },
  ],
  [
    'an edge to a node that does not exist',
    [source, customer(), fuse({ to: 'x' })],
    { code: 'unknown-node', index: 2, id: 'f', property: 'to' },
  ],
  ['an edge to an edge', [source, customer(), fuse({ to: 'f' })], { code: 'unknown-node', index: 2, property: 'to' }],
  ['an unknown class', [source, customer({ class: 'Pole' })], { code: 'unknown-class', index: 1, property: 'class' }],
  ['a longitude beyond 180', [source, customer({}, [181, 0])], { code: 'bad-coordinates', index: 1 }],
  ['a latitude beyond 90', [source, customer({}, [48, 91])], { code: 'bad-coordinates', index: 1 }],
  ['coordinates that are text', [source, customer({}, ['7.7', '48'])], { code: 'bad-coordinates', index: 1 }],
  [
    'a bad position inside a line',
    [
      source,
      customer(),
      fuse(
        {},
        {
          type: 'LineString',
          coordinates: [
            [7, 48],
            [7, 480],
          ],
        },
      ),
    ],
    { code: 'bad-coordinates', index: 2 },
  ],
  [
    'a negative rating',
    [source, customer(), fuse({ ratedA: -1 })],
    { code: 'bad-number', index: 2, property: 'ratedA' },
  ],
  [
    'negative customers',
    [source, customer({ customers: -1 })],
    { code: 'bad-number', index: 1, property: 'customers' },
  ],
  ['half a customer', [source, customer({ customers: 1.5 })], { code: 'bad-number', index: 1, property: 'customers' }],
  ['an unknown area', [source, customer({ area: 'suburb' })], { code: 'unknown-value', property: 'area' }],
  [
    'an unknown importance',
    [source, customer({ importance: 'VIP' })],
    { code: 'unknown-value', property: 'importance' },
  ],
  ['unknown phases', [source, customer(), fuse({ phases: 'XYZ' })], { code: 'unknown-value', property: 'phases' }],
  ['no source', [customer()], { code: 'no-source' }],
  ['no features at all', [], { code: 'no-source' }],
  [
    'a line for a node',
    [
      source,
      {
        ...customer(),
        geometry: {
          type: 'LineString',
          coordinates: [
            [7, 48],
            [8, 48],
          ],
        },
      },
    ],
    { code: 'wrong-geometry', index: 1 },
  ],
  ['a node without geometry', [source, { ...customer(), geometry: null }], { code: 'wrong-geometry', index: 1 }],
  ['a point for an edge', [source, customer(), fuse({}, source.geometry)], { code: 'wrong-geometry', index: 2 }],
  [
    'a line of one position',
    [source, customer(), fuse({}, { type: 'LineString', coordinates: [[7, 48]] })],
    { code: 'wrong-geometry', index: 2 },
  ],
  ['a numeric id', [source, customer({ id: 5 })], { code: 'wrong-type', property: 'id' }],
  ['a missing end', [source, customer(), fuse({ from: undefined })], { code: 'missing', property: 'from' }],
  ['an id without end', [source, customer({ id: 'x'.repeat(500) })], { code: 'too-long', property: 'id' }],
  ['a name without end', [source, customer({ name: 'x'.repeat(500) })], { code: 'too-long', property: 'name' }],
  [
    'a switch position that is text',
    [source, customer(), fuse({ normalOpen: 'yes' })],
    { code: 'wrong-type', property: 'normalOpen' },
  ],
  [
    'a feature without properties',
    [source, { type: 'Feature', geometry: null, properties: null }],
    { code: 'not-a-feature', index: 1 },
  ],
  ['a feature that is a number', [source, 5], { code: 'not-a-feature', index: 1 }],
])('%s is refused, and the message says where', async (_, features, expected) => {
  const refusal = await refusalOf(features);
  expect(refusal).toMatchObject(expected);
  expect(refusal?.message.en.length).toBeGreaterThan(20);
  expect(refusal?.message.zh.length).toBeGreaterThan(10);
});

test('the message gives the line, the feature, the property and the remedy', async () => {
  const text = `{"type":"FeatureCollection","features":[\n${JSON.stringify(source)},\n${JSON.stringify(customer({ customers: -3 }))}]}`;
  const [refusal] = await problemsOf(text);
  expect(refusal?.message.en).toBe(
    'Feature 1 ("c"), line 3, property customers: must be a whole number from 0 to 1000000, not -3.',
  );
  expect(refusal?.message.zh).toBe('要素 1（"c"），第 3 行，属性 customers：应为 0 至 1000000 的整数，实为 -3。');
});

test.each([
  ['not JSON', 'nonsense', 'not-a-feature-collection'],
  ['an empty file', '', 'not-a-feature-collection'],
  ['a JSON array', '[1,2]', 'not-a-feature-collection'],
  ['another GeoJSON type', '{"type":"Feature","properties":{},"geometry":null}', 'not-a-feature-collection'],
  ['no type', '{"features":[]}', 'not-a-feature-collection'],
  ['features that are no array', '{"type":"FeatureCollection","features":{"a":1}}', 'not-a-feature-collection'],
  [
    'a missing comma',
    `{"type":"FeatureCollection","features":[${JSON.stringify(source)} ${JSON.stringify(customer())}]}`,
    'not-json',
  ],
  ['a trailing comma', `{"type":"FeatureCollection","features":[${JSON.stringify(source)},]}`, 'not-json'],
  ['a broken feature', '{"type":"FeatureCollection","features":[{"type":Feature}]}', 'not-json'],
  ['text after the end', `${collection([source])} {}`, 'not-json'],
])('%s is refused', async (_, text, code) => {
  expect((await problemsOf(text)).map((refusal) => refusal.code)).toEqual([code]);
});

test('a truncated file is refused wherever it ends', async () => {
  const whole = collection([source, customer(), fuse()], { name: 'N' });
  for (let length = 1; length < whole.length; length++) {
    expect((await problemsOf(whole.slice(0, length)))[0]?.code, `cut at ${length}`).toBe('truncated');
  }
});

test('text that is not UTF-8 is refused', async () => {
  const bytes = new TextEncoder().encode(collection([source, customer({ name: 'QQ' }), fuse()]));
  bytes[bytes.indexOf(81)] = 0xb0;
  expect((await problemsOf(bytes))[0]?.code).toBe('not-utf8');
});

test('a feature larger than the limit is refused before it is held', async () => {
  async function* endless() {
    yield '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"';
    for (;;) yield 'x'.repeat(100_000);
  }
  const result = await importNetwork(endless());
  expect(result).toMatchObject({ ok: false, errors: [{ code: 'too-large' }] });
});

test('twenty problems are collected, and one bad node does not accuse its edges', async () => {
  const many = Array.from({ length: 50 }, (_, n) => customer({ id: `c${n}`, customers: -1 }));
  expect(await problemsOf(collection([source, ...many]))).toHaveLength(20);
  expect(await problemsOf(collection([source, customer({ customers: -1 }), fuse()]))).toHaveLength(1);
});

test('too many features are refused', async () => {
  const result = await importNetwork(pieces(collection([source, customer(), fuse()])), { maxFeatures: 2 });
  expect(result).toMatchObject({ ok: false, errors: [{ code: 'too-large' }] });
});

test('unusual networks are accepted with a count of what is unusual', async () => {
  const at = (id: string, extra = {}) => customer({ id, ...extra });
  const result = await run(
    collection([
      source,
      at('a', { customers: 0 }),
      at('b'),
      at('island'),
      fuse({ id: 'e1', from: 's', to: 'a' }),
      fuse({ id: 'e2', from: 'a', to: 'b' }),
      fuse({ id: 'e3', from: 'b', to: 's' }),
      fuse({ id: 'e4', from: 'a', to: 's' }),
      fuse({ id: 'e5', from: 'b', to: 'b' }),
      fuse({ id: 'e6', from: 'b', to: 'island', normalOpen: true }),
    ]),
  );
  expect(result.ok && result.warnings).toEqual([
    { code: 'unreached-nodes', count: 1, example: 'island' },
    { code: 'loops', count: 1 },
    { code: 'parallel-edges', count: 1, example: 'e4' },
    { code: 'zero-customers', count: 1, example: 'a' },
    { code: 'edge-to-itself', count: 1, example: 'e5' },
  ]);
});

test('progress is told', async () => {
  const seen: number[] = [];
  await importNetwork(pieces(collection([source, customer(), fuse()])), {
    onProgress: ({ features }) => seen.push(features),
  });
  expect(seen.at(-1)).toBe(3);
});
