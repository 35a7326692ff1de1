import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { connect, type Database } from './connect.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the test server's `postgres` database. */
    testServer: string;
    /** The migrated, empty database that every test database is a copy of. */
    testTemplate: string;
  }
}

/** An empty, migrated database of a test's own. */
export type TestDatabase = Database & {
  /** Closes the connections and drops the database. */
  drop(): Promise<void>;
};

/**
 * Makes a database for one test or test file, within about 50 ms. Call `drop()` afterwards, in `afterAll` or `afterEach`.
 * Only in `*.db.test.ts`: the server is started for those.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server, (sql) => sql`create database ${sql(name)} template ${sql(inject('testTemplate'))}`);
  const database = connect(databaseUrl(server, name), { connections: 5 });
  return {
    ...database,
    async drop() {
      await database.close();
      await onServer(server, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
    },
  };
}

/** The address of database `name` on the server that `url` points to. */
export function databaseUrl(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

/** Runs one statement on a connection of its own: creating and dropping databases is impossible inside the one concerned. */
export async function onServer(url: string, statement: (sql: postgres.Sql) => PromiseLike<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await statement(sql);
  } finally {
    await sql.end();
  }
}
