import { gunzipSync, gzipSync } from 'node:zlib';
import { createTestDatabase, type TestDatabase } from '@relight/db/testing';
import { cityFeatures, SMALL_CITY } from '@relight/shared/network/testing/generate-city';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importNetwork } from './import/import-network.ts';
import { networksIn } from './store.ts';
import { verifyNetworks } from './verify-networks.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
  for (const version of ['v1', 'v2']) {
    const features = [...cityFeatures(SMALL_CITY)];
    const text = JSON.stringify({ type: 'FeatureCollection', name: 'City', version, features });
    const imported = await importNetwork(
      (async function* () {
        yield text;
      })(),
    );
    if (!imported.ok) throw new Error(JSON.stringify(imported.errors));
    await networksIn(database.tables).save(imported);
  }
  // As a network that is too large for one part.
  await database.sql`
    insert into network_parts select version, n, substring(bytes from 1 + n * 1000 for case n when 3 then 10000000 else 1000 end)
    from network_parts, generate_series(1, 3) as n`;
  await database.sql`update network_parts set bytes = substring(bytes for 1000) where part = 0`;
});
afterEach(() => database.drop());

const wrong = async () =>
  (await verifyNetworks(database.sql)).filter(({ contradictions }) => contradictions.length > 0);

test('networks are as they were imported', async () => {
  expect(await verifyNetworks(database.sql)).toEqual([
    { version: 'v1', contradictions: [] },
    { version: 'v2', contradictions: [] },
  ]);
});

test('a network whose customers were moved is found, although it can be read', async () => {
  const parts = await database.sql<{ bytes: Uint8Array }[]>`
    select bytes from network_parts where version = 'v2' order by part`;
  const bytes = gunzipSync(Buffer.concat(parts.map((part) => part.bytes)));
  bytes[bytes.length - 9] = (bytes[bytes.length - 9] as number) ^ 1;
  await database.sql`delete from network_parts where version = 'v2'`;
  await database.sql`insert into network_parts values ('v2', 0, ${gzipSync(bytes)})`;
  expect(await wrong()).toEqual([
    { version: 'v2', contradictions: [expect.stringMatching(/^its stored bytes are not those .* backup/)] },
  ]);
});

test.each([
  [
    'with a part that was changed',
    `update network_parts set bytes = overlay(bytes placing 'xyz' from 500) where part = 2`,
  ],
  ['without its end', 'delete from network_parts where part = 3'],
  ['without anything', 'delete from network_parts'],
])('a network %s is found', async (_, forge) => {
  await database.sql.unsafe(`${forge}${forge.includes('where') ? ' and' : ' where'} version = 'v2'`);
  expect(await wrong()).toEqual([
    { version: 'v2', contradictions: [expect.stringMatching(/^its stored bytes (cannot be unpacked|are not those)/)] },
  ]);
});

test('a network that an operation works on and that is gone is found', async () => {
  await database.sql`
    insert into operations (id, kind, name_zh, name_en, network_version, head_hash) values ('op', 'live', '一', 'One', 'v2', '')`;
  await database.sql`delete from networks where version = 'v2'`;
  expect(await wrong()).toEqual([
    { version: 'v2', contradictions: [expect.stringMatching(/^operations work on it, and it is not stored/)] },
  ]);
});
