import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, identify, isAlive, type ProcessIdentity } from './processes.ts';

/** A PostgreSQL server that runs on a data directory. */
export type Postmaster = {
  readonly process: ProcessIdentity;
  readonly port: number;
  readonly ready: boolean;
};

/** One more than the highest process id that Linux can give: certainly nobody's. */
const NO_PROCESS = 4_194_305;

/** The server that runs on `data`, or undefined. Trusts postmaster.pid only as far as the process table agrees with it. */
export function findPostmaster(data: string): Postmaster | undefined {
  const lines = readPidFile(data);
  if (!lines) return undefined;
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  const server = identify(pid);
  if (!isAlive(server) || !isServerOf(data, pid)) return undefined;
  return { process: server, port, ready: Number.isInteger(port) && (lines[7] ?? '').startsWith('ready') };
}

/**
 * Makes a postmaster.pid harmless whose process is a zombie or by now somebody else's: PostgreSQL would take either for a running
 * server and refuse to start. Only the process id is replaced, the file stays, so that PostgreSQL still checks the shared memory
 * named in it and refuses if back ends of a killed server are not gone yet.
 */
export function disarmStalePidFile(data: string): void {
  const lines = readPidFile(data);
  if (!lines || findPostmaster(data)) return;
  writeFileSync(join(data, 'postmaster.pid'), [String(NO_PROCESS), ...lines.slice(1)].join('\n'));
}

function readPidFile(data: string): string[] | undefined {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
}

function isServerOf(data: string, pid: number): boolean {
  const words = commandLine(pid);
  // Without /proc the file's word has to do.
  return words === undefined || words.includes(data);
}
