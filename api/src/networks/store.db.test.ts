import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import { buildNetwork } from '@relight/shared/network/build';
import { cityFeatures, SMALL_CITY } from '@relight/shared/network/testing/generate-city';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importNetwork } from './import/import-network.ts';
import { networksIn } from './store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const imported = async (version: string, seed = 1) => {
  const text = JSON.stringify({
    type: 'FeatureCollection',
    name: '示范城',
    version,
    names: { 'F0-0': { zh: '文晖线', en: 'Wenhui' } },
    base: { type: 'FeatureCollection', features: [] },
    features: [...cityFeatures({ ...SMALL_CITY, seed })],
  });
  const result = await importNetwork(
    (async function* () {
      yield text;
    })(),
  );
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result;
};

test('a saved network is the same when it is opened by another process', async () => {
  const network = await imported('v1');
  expect(await networksIn(database.tables).save(network)).toEqual({ ok: true, version: 'v1', isNew: true });
  const networks = networksIn(database.tables);
  const opened = await networks.open('v1');
  expect(opened?.model).toEqual(buildNetwork(network.columns));
  expect(opened?.facts.device('F0-0.cb')?.substation).toBe('1 号变电站');
  expect(await networks.open('v1')).toBe(opened);
  expect(await networks.base('v1')).toEqual({ type: 'FeatureCollection', features: [] });
});

test('importing the same file again changes nothing, another network under its version is refused', async () => {
  const networks = networksIn(database.tables);
  await networks.save(await imported('v2'));
  expect(await networks.save(await imported('v2'))).toEqual({ ok: true, version: 'v2', isNew: false });
  expect(await networks.save(await imported('v2', 99))).toMatchObject({ ok: false, code: 'versionTaken' });
});

test('a version is described with its counts, bounds and the names of feeders and substations', async () => {
  const networks = networksIn(database.tables);
  await networks.save(await imported('v3'));
  expect(await networks.describe('v3')).toMatchObject({
    version: 'v3',
    name: '示范城',
    stats: { servicePoints: 864, feeders: 6 },
    tiles: { minZoom: 0, maxZoom: 16 },
    names: { 'F0-0': { zh: '文晖线', en: 'Wenhui' }, '1 号变电站': { en: 'Substation 1' } },
  });
  expect((await networks.list()).map(({ version }) => version)).toContain('v3');
});

test('what does not exist is told as such, and may come to exist', async () => {
  const networks = networksIn(database.tables);
  expect(await networks.open('v4')).toBeUndefined();
  expect(await networks.describe('v4')).toBeUndefined();
  expect(await networks.base('v4')).toBeUndefined();
  await networks.save(await imported('v4'));
  expect(await networks.open('v4')).toBeDefined();
});
