import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from './migrate.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let database: TestDatabase;
let migrations: string;

beforeAll(async () => {
  database = await createTestDatabase();
  migrations = mkdtempSync(join(tmpdir(), 'relight-migrations-'));
  mkdirSync(join(migrations, 'meta'));
  // Newer than every real one, which the template has already been through.
  const entries = [{ idx: 0, version: '7', when: 4_000_000_000_000, tag: '0000_ledger', breakpoints: true }];
  writeFileSync(
    join(migrations, 'meta', '_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  );
  // The pause makes processes that do not queue collide.
  writeFileSync(
    join(migrations, '0000_ledger.sql'),
    'select pg_sleep(0.2);\n--> statement-breakpoint\ncreate table ledger (id int);',
  );
});

afterAll(async () => {
  await database.drop();
  rmSync(migrations, { recursive: true, force: true });
});

test('processes that migrate at the same time do it once', async () => {
  await Promise.all([1, 2, 3].map(() => migrate(database.url, migrations)));
  expect(await database.sql`select * from ledger`).toEqual([]);
});

test('a database that is up to date is left alone', async () => {
  const applied = () => database.sql`select count(*)::int as n from drizzle.__drizzle_migrations`;
  const before = await applied();
  await migrate(database.url, migrations);
  expect(await applied()).toEqual(before);
});
