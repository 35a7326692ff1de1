import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

/** For reading and writing tables through the schema. */
export type Tables = PostgresJsDatabase;

/** For the log, LISTEN and every other hand-written query. */
export type Sql = postgres.Sql;

/**
 * The two ways into one database. They are two clients because drizzle changes the serialisers of the one it is given: a raw query
 * on that one could send neither a Date nor `sql.json(…)`.
 */
export type Database = {
  readonly url: string;
  readonly tables: Tables;
  readonly sql: Sql;
  /** Waits for running queries, at most 5 seconds, and closes every connection. Safe to call twice. */
  close(): Promise<void>;
};

/**
 * Opens `url` for reading and writing. Connections are made when first used, so that a wrong address shows with the first query.
 * @param connections the most that either of the two clients may hold
 */
export function connect(url: string, { connections = 10 }: { connections?: number } = {}): Database {
  const options = {
    max: connections,
    connect_timeout: 10,
    // By itself the driver comes to wait 20 seconds, also when the database has long been back.
    backoff: (attempts: number) => Math.min(2 ** attempts / 100, 1),
    onnotice: () => {},
    connection: { application_name: 'relight' },
  };
  const drizzleClient = postgres(url, options);
  const sql = postgres(url, options);
  return {
    url,
    tables: drizzle(drizzleClient),
    sql,
    async close() {
      await Promise.all([drizzleClient.end({ timeout: 5 }), sql.end({ timeout: 5 })]);
    },
  };
}
