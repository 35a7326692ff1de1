import { gunzipSync } from 'node:zlib';
import { buildNetwork } from '@relight/shared/network/build';
import { columnsOf } from '@relight/shared/network/testing/features';
import { cityFeatures, SMALL_CITY } from '@relight/shared/network/testing/generate-city';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { handleError } from '../http/handle-error.ts';
import { networkRoutes } from './routes.ts';
import type { Networks } from './store.ts';
import { openNetwork } from './store.ts';
import { decodeTile } from './testing/decode-tile.ts';

const model = buildNetwork(columnsOf(cityFeatures(SMALL_CITY), 'v 1'));
const network = openNetwork(model);
const street = {
  type: 'Feature',
  properties: { kind: 'street', name: '文三路', nameEn: 'Wensan Road' },
  geometry: {
    type: 'LineString',
    coordinates: [
      [120.1, 30.2],
      [120.11, 30.2],
      [120.12, 30.2],
    ],
  },
};
const networks: Networks = {
  list: async () => [],
  describe: async () => undefined,
  open: async (version) => (version === 'v 1' ? network : undefined),
  base: async (version) => (version === 'v 1' ? { type: 'FeatureCollection', features: [street] } : undefined),
  names: async () => ({ 'F0-1': { zh: '文晖线', en: 'Wenhui' } }),
  save: async () => ({ ok: true, version: 'v 1', isNew: false }),
};
const app = networkRoutes({ networks });
app.onError(handleError(pino({ level: 'silent' })));
const get = async (path: string, headers: Record<string, string> = {}) =>
  app.request(`/api/networks/v%201/${path}`, { headers });
const fuse = network.facts.below('F0-1.l3.fuse');
const ranges = `${fuse?.ranges[0]}-${fuse?.ranges[1]}`;

test('a tile comes gzipped where that is understood, and not again where it is known', async () => {
  const plain = await get('tiles/11/1707/843');
  expect(plain.status).toBe(200);
  expect(plain.headers.get('cache-control')).toContain('immutable');
  const bytes = new Uint8Array(await plain.arrayBuffer());
  expect(decodeTile(bytes)['sec-line']?.length).toBeGreaterThan(0);
  const zipped = await get('tiles/11/1707/843', { 'accept-encoding': 'br, gzip' });
  expect(zipped.headers.get('content-encoding')).toBe('gzip');
  expect(new Uint8Array(gunzipSync(new Uint8Array(await zipped.arrayBuffer())))).toEqual(bytes);
  const again = await get('tiles/11/1707/843', { 'if-none-match': plain.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
});

test('a browser keeps a tile only where it throws it away at sign-out', async () => {
  const kept = async (headers: Record<string, string>) =>
    (await get('tiles/11/1707/843', headers)).headers.get('cache-control');
  expect(await kept({ host: 'relight.example', 'x-forwarded-proto': 'https' })).toMatch(/^private, max-age=/);
  expect(await kept({ host: '127.0.0.1:8080' })).toMatch(/^private, max-age=/);
  expect(await kept({ host: '10.0.0.7:8080' })).toBe('no-store');
});

test.each(['tiles/17/0/0', 'tiles/3/8/0', 'tiles/3/0/-1', 'tiles/a/b/c', 'tiles/3/0/1e3'])(
  '%s is no tile',
  async (path) => {
    expect((await get(path)).status).toBe(404);
  },
);

test('an area is a GeoJSON feature with its customers', async () => {
  const answer = await get(`areas/${ranges}`);
  expect(await answer.json()).toMatchObject({
    type: 'Feature',
    geometry: { type: 'MultiPolygon' },
    properties: { customers: fuse?.customers },
  });
  expect(answer.headers.get('etag')).toMatch(/^".+"$/);
});

test('many who ask for one area at the same time get the same answer', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, async () => (await get('areas/3-40')).text()));
  expect(new Set(answers).size).toBe(1);
});

test.each(['5', '9-4', '1-3,2-5', '0-999999', '1-2-3', 'x', '1-2,', '-1-2', `${'1-2,'.repeat(600)}7-9`])(
  '%s are no ranges',
  async (text) => {
    expect((await get(`areas/${text}`)).status).toBe(422);
  },
);

test('a device comes with what it takes down', async () => {
  expect(await (await get('devices/F0-1.l3.fuse')).json()).toMatchObject({
    id: 'F0-1.l3.fuse',
    class: 'Fuse',
    operable: true,
    normalOpen: false,
    below: { ...fuse },
  });
  expect((await get('devices/none')).status).toBe(404);
});

test('devices near a position come nearest first', async () => {
  const { lon = 0, lat = 0 } = network.facts.device('F0-1.l3.fuse') ?? {};
  const near = (await (await get(`devices/near?lon=${lon}&lat=${lat}`)).json()) as { id: string; distanceM: number }[];
  expect(near[0]).toMatchObject({ id: 'F0-1.l3.fuse', distanceM: 0 });
  expect(near.length).toBeLessThanOrEqual(20);
  expect(near.map((one) => one.distanceM)).toEqual([...near.map((one) => one.distanceM)].sort((a, b) => a - b));
  expect((await get('devices/near?lon=500&lat=0')).status).toBe(422);
});

test('lines and devices near a position come nearest first', async () => {
  const { model, facts } = network;
  const line = model.edges.ids.findIndex((id) => facts.device(id)?.class === 'ACLineSegment');
  const from = model.edges.from[line] as number;
  const to = model.edges.to[line] as number;
  const { lon: lons, lat: lats } = model.nodes;
  const lon = ((lons[from] as number) + (lons[to] as number)) / 2;
  const lat = ((lats[from] as number) + (lats[to] as number)) / 2;
  const near = (await (await get(`elements/near?lon=${lon}&lat=${lat}`)).json()) as { id: string; distanceM: number }[];
  expect(near.find((one) => one.id === model.edges.ids[line])?.distanceM).toBeLessThan(1);
  expect(near.map((one) => one.distanceM)).toEqual([...near.map((one) => one.distanceM)].sort((a, b) => a - b));
  expect((await get('elements/near?lon=500&lat=0')).status).toBe(422);
});

test('search finds by name in both languages and by id, the best first', async () => {
  const search = async (q: string) =>
    (await (await get(`search?q=${encodeURIComponent(q)}`)).json()) as { kind: string; id: string }[];
  expect((await search('文晖线'))[0]).toMatchObject({ kind: 'feeder', id: 'F0-1', nameEn: 'Wenhui' });
  expect((await search('wensan'))[0]).toMatchObject({ kind: 'street', name: '文三路' });
  expect((await search('substation 2'))[0]).toMatchObject({ kind: 'substation', id: 'sub1' });
  expect((await search('F0-1.l3.p2.3'))[0]).toMatchObject({ kind: 'servicePoint' });
  expect((await search('f0-1.l3.fuse'))[0]).toMatchObject({ kind: 'device', id: 'F0-1.l3.fuse' });
  expect((await search('Ｆ０-1.l3.fuse'))[0]).toMatchObject({ kind: 'device', id: 'F0-1.l3.fuse' });
  expect(await search('fuse l3 F0-1')).toContainEqual(expect.objectContaining({ id: 'F0-1.l3.fuse' }));
  expect((await search('F0-1.trunk1'))[0]).toMatchObject({ kind: 'line', id: 'F0-1.trunk1' });
  expect(await search('F0')).toHaveLength(20);
  expect(await search('no such thing')).toEqual([]);
});

test('a version that does not exist is told as such', async () => {
  for (const path of ['', '/base.geojson', '/tiles/1/0/0', '/areas/0-1', '/devices/x', '/search?q=x']) {
    expect((await app.request(`/api/networks/none${path}`)).status).toBe(404);
  }
});
