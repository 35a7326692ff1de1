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

test('signs that turn the direction of writing are taken out of names and refused in ids', async () => {
  const result = await run(collection([source, customer(), fuse({ name: '\u202eNorth gate' })]));
  if (!result.ok) throw new Error('refused');
  expect(result.columns.edges.names.get(0)).toBe('North gate');
  const [problem] = await problemsOf(collection([source, customer(), fuse({ id: 'f\u202e1' })]));
  expect(problem).toMatchObject({ code: 'unknown-value', property: 'id' });
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
  const result = await run(collection([source, customer(), fuse()], { version: 3, names, base, crs: null, name: 'N' }));
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

test('one cause is told once, with how often it occurs, the first places, and what to do', async () => {
  const many = Array.from({ length: 50 }, (_, n) => customer({ id: `c${n}`, customers: -1 - n }));
  const [one, ...others] = await problemsOf(
    `{"type":"FeatureCollection","features":[${[source, ...many].map((one) => JSON.stringify(one)).join(',\n')}]}`,
  );
  expect(others).toEqual([]);
  expect(one).toMatchObject({ code: 'bad-number', index: 1, property: 'customers', count: 50 });
  expect(one?.message).toEqual({
    zh: '要素 1（"c0"），第 2 行，属性 customers：应为 0 至 1000000 的整数，实为 -1。另有 49 处相同：要素 2（"c1"），第 3 行；要素 3（"c2"），第 4 行；要素 4（"c3"），第 5 行等。',
    en: 'Feature 1 ("c0"), line 2, property customers: must be a whole number from 0 to 1000000, not -1. The same 49 times more: feature 2 ("c1"), line 3; feature 3 ("c2"), line 4; feature 4 ("c3"), line 5; …',
  });
  const two = await problemsOf(collection([source, ...many.slice(0, 2)]));
  expect(two[0]?.message.en).toContain('not -1. The same once more: feature 2 ("c1"), line 1.');
});

test('each unknown word is a cause of its own; of more than twenty causes the others are counted', async () => {
  const named = (words: readonly string[]) => words.map((word, n) => customer({ id: `c${n}`, class: word }));
  const found = await problemsOf(collection([source, ...named(['Pole', 'Tower', 'Pole'])]));
  expect(found.map(({ count, text }) => [count, text.en.split(' ')[0]])).toEqual([
    [2, '"Pole"'],
    [1, '"Tower"'],
  ]);
  const many = await problemsOf(collection([source, ...named(Array.from({ length: 30 }, (_, n) => `Kind${n}`))]));
  expect(many).toHaveLength(21);
  expect(many.at(-1)).toMatchObject({ code: 'more-causes' });
  expect(many.at(-1)?.message.en).toBe('There are 10 more problems of other causes. Mend those above first.');
});

test('features without id and class are two causes, with what is to be given', async () => {
  const bare = { type: 'Feature', geometry: null, properties: { power: 'line' } };
  const found = await problemsOf(collection([bare, bare, bare]));
  expect(found.map(({ code, property, count }) => [code, property, count])).toEqual([
    ['missing', 'id', 3],
    ['missing', 'class', 3],
  ]);
  expect(found[1]?.message.en).toContain('is missing; give one of EnergySource');
});

test('one bad node does not accuse its edges', async () => {
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

test('the same letters in any order are the same phases', async () => {
  const phases = async (text: string) => {
    const result = await run(collection([source, customer(), fuse({ phases: text })]));
    return result.ok ? result.columns.edges.phases[0] : undefined;
  };
  expect(await phases('CA')).toBe(5);
  expect(await phases('NCBA')).toBe(15);
  expect(await phases('Ns1')).toBe(24);
  expect(await phases('s12N')).toBe(56);
  for (const text of ['AA', 's1s12', 'abc', 'L1']) expect(await phases(text)).toBe(undefined);
});

test('yes and no are read as exporters write them', async () => {
  const open = async (normalOpen: unknown) => {
    const result = await run(collection([source, customer(), fuse({ normalOpen })]));
    return result.ok ? result.columns.edges.normalOpen[0] : undefined;
  };
  for (const yes of [true, 1, 'True', 'TRUE', '1']) expect(await open(yes)).toBe(1);
  for (const no of [false, 0, 'False', 'false', '0']) expect(await open(no)).toBe(0);
  for (const neither of [2, 'open', [1], {}]) expect(await open(neither)).toBe(undefined);
});

const named = (name: string) => ({ type: 'name', properties: { name } });
test.each([
  'EPSG:4326',
  'urn:ogc:def:crs:EPSG::4326',
  'urn:ogc:def:crs:OGC:1.3:CRS84',
  'urn:ogc:def:crs:OGC::CRS84',
  'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
  'http://www.opengis.net/def/crs/EPSG/0/4326',
])('a file that says that it is in WGS-84, as %s, is taken', async (name) => {
  expect(await problemsOf(collection([source, customer(), fuse()], { crs: named(name) }))).toEqual([]);
});

test('a file in another coordinate system is refused with how to convert it, and not for what follows from it', async () => {
  const crs = named('urn:ogc:def:crs:EPSG::31982');
  const refusal = await refusalOf([source, customer(), fuse()], { crs });
  expect(refusal).toMatchObject({ code: 'unsupported-coordinates', property: 'crs' });
  expect(refusal?.message.en).toBe(
    'Property crs: positions are in "urn:ogc:def:crs:EPSG::31982"; only WGS-84 longitude and latitude (EPSG:4326, CRS84) are read. Convert them first: ogr2ogr -f GeoJSON -t_srs EPSG:4326 wgs84.geojson FILE',
  );
  const projected = customer({}, [501234.5, 4001234]);
  expect((await refusalOf([source, projected, fuse()], { crs }))?.code).toBe('unsupported-coordinates');
  const last = `${collection([source, projected, fuse()]).slice(0, -1)},"crs":${JSON.stringify(crs)}}`;
  expect((await problemsOf(last)).map(({ code }) => code)).toEqual(['unsupported-coordinates']);
  for (const other of ['EPSG:44326', 'WGS 84 / UTM zone 32N', 'EPSG:4490'])
    expect((await refusalOf([source, customer(), fuse()], { crs: named(other) }))?.code).toBe(
      'unsupported-coordinates',
    );
  const base = { type: 'FeatureCollection', features: [], crs: named('EPSG:3857') };
  expect(await refusalOf([source, customer(), fuse()], { base })).toMatchObject({ property: 'base.crs' });
});

test('a network across the 180° meridian is refused with its two ends', async () => {
  const at = (lon: number) => ({ type: 'Point', coordinates: [lon, -16.8] });
  const fiji = [{ ...source, geometry: at(179.98) }, customer({ id: 'C' }, [-179.985, -16.8]), fuse({ to: 'C' })];
  const refusal = await refusalOf(fiji);
  expect(refusal?.code).toBe('across-180');
  expect(refusal?.message.en).toBe(
    'Positions reach from -179.985° (feature 1 ("C"), line 1) to 179.98° (feature 0 ("s"), line 1): the network lies across the 180° meridian and cannot be drawn as one. Import each side as a network of its own. If it is not there at all, a longitude has the wrong sign.',
  );
  const drawn = fuse(
    {},
    {
      type: 'LineString',
      coordinates: [
        [7, 48],
        [-179, 48],
      ],
    },
  );
  expect((await refusalOf([source, customer(), drawn]))?.code).toBe('across-180');
});
