import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openEmbedded } from '@relight/db/embedded';
import { migrate, UnsupportedDatabase } from '@relight/db/migrate';
import { TablesOfAnotherRole } from '@relight/db/server-role';
import type { Environment } from './environment.ts';
import { OperatorProblem } from './operator-problem.ts';

const MIGRATIONS = fileURLToPath(new URL('../db/migrations', import.meta.url));

export type OpenDatabase = {
  readonly url: string;
  /** For the role that makes its tables, if that is another one. */
  readonly ownerUrl?: string | undefined;
  /** Lets go of the database; the built-in server stops when nobody else uses it. */
  stop(): Promise<void>;
};

/**
 * Opens the database that `npm start` uses, and brings its tables up to date: DATABASE_URL, or the built-in one, which is started
 * unless it already runs.
 * @throws OperatorProblem if the data directory or the server cannot be used
 */
export async function openDatabase(
  { databaseUrl, databaseOwnerUrl, dataDir }: Environment,
  log: (message: string) => void,
): Promise<OpenDatabase> {
  requireWritable(dataDir);
  const database = databaseUrl
    ? { url: databaseUrl, ownerUrl: databaseOwnerUrl, stop: async () => {} }
    : await openBuiltIn(dataDir, log);
  const { url, ownerUrl = url } = database;
  try {
    const [server, owner] = [roleOf(url), roleOf(ownerUrl)];
    await migrate(ownerUrl, MIGRATIONS, server === owner ? undefined : server);
    return database;
  } catch (error) {
    await database.stop();
    if (error instanceof TablesOfAnotherRole) throw new OperatorProblem(error.message);
    throw databaseUrl ? explain(error, ownerUrl) : error;
  }
}

const roleOf = (url: string): string => decodeURIComponent(new URL(url).username);

/** @throws OperatorProblem unless files can be made in the directory, which is created if need be */
function requireWritable(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new OperatorProblem(
      `The data directory ${dataDir} cannot be used (${(error as NodeJS.ErrnoException).code}). ` +
        'Make it writable for the user that runs Relight, or set RELIGHT_DATA to another directory.',
    );
  }
}

async function openBuiltIn(dataDir: string, log: (message: string) => void): Promise<OpenDatabase> {
  try {
    const { url, serverUrl, stop } = await openEmbedded({ dataDir: join(dataDir, 'postgres'), log });
    return { url: serverUrl, ownerUrl: url, stop };
  } catch (error) {
    throw new OperatorProblem(error instanceof Error ? error.message : String(error));
  }
}

function explain(error: unknown, url: string): unknown {
  if (error instanceof UnsupportedDatabase)
    return new OperatorProblem(`${error.message} DATABASE_URL names that server.`);
  const { code } = error as { code?: string };
  const reason = code && REASONS[code];
  if (!reason) return error;
  const { host, pathname, username } = new URL(url);
  return new OperatorProblem(
    `The database of DATABASE_URL (or DATABASE_OWNER_URL; database ${pathname.slice(1)} on ${host}, user ${username}) cannot be used: ${reason} ` +
      'Without DATABASE_URL Relight uses its built-in database.',
  );
}

/** By the code of the driver, the operating system or PostgreSQL. */
const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing answers at that address. Is the server running, and the port right?',
  ENOTFOUND: 'there is no machine of that name.',
  EAI_AGAIN: 'the name of the machine cannot be looked up at present.',
  ETIMEDOUT: 'the machine does not answer.',
  EHOSTUNREACH: 'the machine cannot be reached.',
  ENETUNREACH: 'the machine cannot be reached.',
  CONNECT_TIMEOUT: 'the server does not answer.',
  CONNECTION_CLOSED: 'the server closed the connection.',
  '28P01': 'user name or password are wrong.',
  '28000': 'the server does not let this user in.',
  '3D000': 'there is no such database. Create it first: createdb does that.',
  '42501': 'the user may not create tables there.',
  '53300': 'the server has no connection left.',
  '25006': 'it is read-only.',
  '53100': 'its disk is full.',
};
