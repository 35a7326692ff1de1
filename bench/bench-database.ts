import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '@relight/db/connect';
import { openEmbedded } from '@relight/db/embedded';
import { migrate } from '@relight/db/migrate';

/**
 * An empty, migrated database on a PostgreSQL of the benchmark's own, with `fsync` on like in production; gone afterwards.
 */
export const withBenchDatabase = async <Result>(work: (database: Database) => Promise<Result>): Promise<Result> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'relight-bench-'));
  const server = await openEmbedded({ dataDir, log: () => {} });
  const database = connect(server.url, { connections: 20 });
  try {
    await migrate(server.url, MIGRATIONS);
    return await work(database);
  } finally {
    await database.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

const MIGRATIONS = new URL('../db/migrations', import.meta.url).pathname;
