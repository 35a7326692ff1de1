import { sql as statement } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

test('the raw client sends dates and JSON as they are, which the client of the tables cannot', async () => {
  const at = new Date('2026-07-01T12:00:00Z');
  const [row] =
    await database.sql`select ${at}::timestamptz as at, ${database.sql.json({ level: 'I' })}::jsonb as facts`;
  expect(row).toEqual({ at, facts: { level: 'I' } });
});

test('both clients see the same database', async () => {
  await database.sql`create table shared_table as select 7 as n`;
  expect(await database.tables.execute(statement`select n from shared_table`)).toEqual([{ n: 7 }]);
});

test('a notification arrives at a listener on the raw client', async () => {
  const heard = new Promise<string>((resolve) => void database.sql.listen('heads', resolve));
  // Sent until heard: LISTEN takes effect only when its own connection is up.
  const timer = setInterval(() => void database.sql.notify('heads', '17'), 50);
  expect(await heard).toBe('17');
  clearInterval(timer);
});
