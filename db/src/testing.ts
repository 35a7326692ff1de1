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
  /** Closes the connections and gives the database back, for the next test of the file. */
  drop(): Promise<void>;
};

/**
 * Databases of this test file that are not in use. They are emptied and used again: making and dropping one makes the server write
 * everything to disk. Those that are left go with the server.
 */
const idle: string[] = [];

/**
 * Makes a database for one test or test file. Call `drop()` afterwards, in `afterAll` or `afterEach`. Tests may fill its tables but not
 * change them. Only in `*.db.test.ts`: the server is started for those.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('testServer');
  const name = idle.pop() ?? (await copyTemplate(server));
  const database = connect(databaseUrl(server, name), { connections: 5 });
  return {
    ...database,
    async drop() {
      await database.close();
      await onServer(databaseUrl(server, name), empty);
      idle.push(name);
    },
  };
}

async function copyTemplate(server: string): Promise<string> {
  const template = inject('testTemplate');
  const name = `${template}_${randomBytes(6).toString('hex')}`;
  await onServer(server, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  return name;
}

/** Removes everything that tests have written, and everybody who is still connected. */
async function empty(sql: postgres.Sql): Promise<void> {
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  const tables = await sql<{ name: string }[]>`
    select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`;
  await sql.unsafe(`truncate ${tables.map(({ name }) => name).join(', ')} restart identity cascade`);
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
