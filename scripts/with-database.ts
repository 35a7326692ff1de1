import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from './database.ts';
import { readEnvironment } from './environment.ts';
import { tell } from './operator-problem.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const INTERRUPTED = 130;

/**
 * Runs a command on the product's database, also while the product is running, and ends the process. A signal interrupts it: its
 * connections are cut by the database when that stops, or end with the process.
 * @param command returns the exit code
 */
export async function withDatabase(command: (url: string) => Promise<number>): Promise<never> {
  const interrupted = new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(INTERRUPTED));
  });
  process.exit(await run(command, interrupted));
}

async function run(command: (url: string) => Promise<number>, interrupted: Promise<number>): Promise<number> {
  try {
    const database = await openDatabase(readEnvironment(process.env, ROOT), console.log);
    try {
      return await Promise.race([command(database.url), interrupted]);
    } finally {
      await database.stop();
    }
  } catch (error) {
    tell(error);
    return 1;
  }
}
