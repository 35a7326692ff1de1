import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbedded } from '@relight/db/embedded';
import { migrate } from '@relight/db/migrate';
import { databaseUrl, onServer } from '@relight/db/testing';
import { guardAgainstSuddenDeath } from '@relight/db/testing/guard';
import type postgres from 'postgres';
import type { TestProject } from 'vitest/node';

const MIGRATIONS = fileURLToPath(new URL('../db/migrations', import.meta.url));

/**
 * Before the database tests: one PostgreSQL server for all of them, and a migrated template that each test's database is copied
 * from. TEST_DATABASE_URL names a server to use instead; its user must be allowed to create databases.
 */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const own = process.env.TEST_DATABASE_URL;
  const server = own ? { url: own, stop: async () => {} } : await startThrowawayServer();
  const template = `template_${randomBytes(6).toString('hex')}`;
  await onServer(server.url, (sql) => sql`create database ${sql(template)}`);
  await migrate(databaseUrl(server.url, template), MIGRATIONS);
  provide('testServer', server.url);
  provide('testTemplate', template);
  return async () => {
    if (own) await onServer(own, (sql) => dropAll(sql, template));
    await server.stop();
  };
}

/** The template and every copy of it, on a server that goes on without us. */
async function dropAll(sql: postgres.Sql, template: string): Promise<void> {
  const databases = await sql<{ name: string }[]>`
    select datname as name from pg_database where datname like ${`${template}%`}`;
  for (const { name } of databases) await sql`drop database if exists ${sql(name)} with (force)`;
}

async function startThrowawayServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'relight-test-'));
  const callOffGuard = guardAgainstSuddenDeath(directory);
  const server = await openEmbedded({ dataDir: directory, log: () => {}, durable: false });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      callOffGuard();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
