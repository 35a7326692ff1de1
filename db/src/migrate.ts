import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { letServe, requireOwnTables } from './server-role.ts';

const OLDEST_SUPPORTED_MAJOR = 15;

/** The key of the lock that migrating processes queue at; "relight" in letters of a telephone. */
const LOCK = 7_354_448;

/** The database server is one that the product cannot work with. */
export class UnsupportedDatabase extends Error {}

/**
 * Brings the tables of the database at `url` up to date. Processes that start at the same time queue, and all but the first find
 * nothing to do.
 * @param url of the role that owns the tables
 * @param migrations the directory with the migration files and their journal
 * @param server the role that serves, if that is another one: it is let at the tables, and may not rewrite the log
 * @throws UnsupportedDatabase if the server is older than PostgreSQL 15; TablesOfAnotherRole; the driver's error if it cannot be reached
 */
export async function migrate(url: string, migrations: string, server?: string): Promise<void> {
  // One connection: the lock belongs to a session, and the migrations must run in the one that holds it.
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    await requireSupportedServer(sql);
    await sql`select pg_advisory_lock(${LOCK})`;
    if (server !== undefined) await requireOwnTables(sql);
    await runMigrations(drizzle(sql), { migrationsFolder: migrations });
    if (server !== undefined) await letServe(sql, server);
  } finally {
    // Closing the session gives the lock back, also after an error.
    await sql.end({ timeout: 5 });
  }
}

async function requireSupportedServer(sql: postgres.Sql): Promise<void> {
  const [row] = await sql<{ number: string; name: string }[]>`
    select current_setting('server_version_num') as number, current_setting('server_version') as name`;
  if (!row || Number(row.number) < OLDEST_SUPPORTED_MAJOR * 10_000) {
    throw new UnsupportedDatabase(
      `The database server is PostgreSQL ${row?.name ?? 'of an unknown version'}; version ${OLDEST_SUPPORTED_MAJOR} or newer is needed.`,
    );
  }
}
