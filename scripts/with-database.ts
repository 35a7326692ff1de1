import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from './database.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { OperatorProblem, tell } from './operator-problem.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const INTERRUPTED = 130;

/**
 * Runs a command on the product's database, also while the product is running, and ends the process. A signal interrupts it: its
 * connections are cut by the database when that stops, or end with the process.
 * @param command returns the exit code
 * @param mustExist for commands that only read: a new, empty database would be no answer to who is in the wrong directory
 */
export async function withDatabase(
  command: (url: string, environment: Environment) => Promise<number>,
  { mustExist = false }: { mustExist?: boolean } = {},
): Promise<never> {
  const interrupted = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(INTERRUPTED));
  });
  process.exit(await run(command, mustExist, interrupted));
}

async function run(
  command: (url: string, environment: Environment) => Promise<number>,
  mustExist: boolean,
  interrupted: Promise<number>,
): Promise<number> {
  try {
    const environment = readEnvironment(process.env, ROOT);
    if (mustExist) requireDatabase(environment);
    const database = await openDatabase(environment, console.log);
    try {
      return await Promise.race([command(database.url, environment), interrupted]);
    } finally {
      await database.stop();
    }
  } catch (error) {
    tell(error);
    return 1;
  }
}

function requireDatabase({ databaseUrl, dataDir }: Environment): void {
  if (databaseUrl !== undefined || existsSync(join(dataDir, 'postgres', 'server'))) return;
  throw new OperatorProblem(
    `There is no database in ${dataDir}. Set RELIGHT_DATA to the directory that the server uses, or DATABASE_URL to its database.`,
  );
}
