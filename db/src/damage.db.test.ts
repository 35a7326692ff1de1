import { sql as query } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeDamage, isDamage } from './damage.ts';
import { createTestDatabase, type TestDatabase } from './testing.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What PostgreSQL says of a page that is not as it was written. */
const BROKEN = `do $$ begin
  raise exception using errcode = 'XX001', message = 'invalid page in block 7 of relation base/5/16384'; end $$`;

const failureOf = (work: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(work).then(
    () => undefined,
    (error: unknown) => error,
  );

test('a damaged page is told with its place and what to do, whichever client meets it', async () => {
  const failures = [failureOf(database.sql.unsafe(BROKEN)), failureOf(database.tables.execute(query.raw(BROKEN)))];
  for (const failure of failures) {
    const error = await failure;
    expect(isDamage(error)).toBe(true);
    expect(describeDamage(error)).toMatch(/damaged: invalid page in block 7 of relation base\/5\/16384.*restore/);
  }
});

test('other errors of the database are no damage', async () => {
  expect(describeDamage(await failureOf(database.sql`select 1 / 0`))).toBeUndefined();
  expect(describeDamage(new Error('x'))).toBeUndefined();
});
