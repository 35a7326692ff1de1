import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Account, type Binaries, commandAs, fileOwner } from './binaries.ts';

/** The files of one database server on disk, and the passwords of its two roles. */
export type Cluster = { readonly data: string; readonly password: string; readonly serverPassword: string };

/** Owns everything, and is the superuser. */
export const CLUSTER_USER = 'relight';
/** As whom the product serves: may read and write rows, and none of the log's that are there. */
export const SERVER_USER = 'relight_server';

/**
 * Opens the cluster in `directory`, creating it if there is none. A new one is made under another name and renamed when complete, so
 * that a process that dies half-way leaves no half cluster. Callers take turns.
 * @param durable false skips flushing to disk, for tests
 */
export async function openCluster(
  directory: string,
  { binaries, account, durable }: { binaries: Binaries; account: Account; durable: boolean },
): Promise<Cluster> {
  if (!existsSync(directory)) {
    const draft = `${directory}.new`;
    rmSync(draft, { recursive: true, force: true });
    await initialise(draft, { binaries, account, durable });
    renameSync(draft, directory);
  }
  const data = join(directory, 'data');
  const owner = fileOwner(account);
  // The product was moved to where another account must be used: hand the files over, once.
  if (owner !== undefined && statSync(data).uid !== owner) execFileSync('chown', ['-R', `${owner}:${owner}`, data]);
  return {
    data,
    password: readFileSync(join(directory, 'password'), 'utf8'),
    serverPassword: keptPassword(join(directory, 'server-password')),
  };
}

/** A directory from before there was this role has none yet. */
function keptPassword(file: string): string {
  if (!existsSync(file)) {
    const draft = `${file}.new`;
    writeFileSync(draft, newPassword(), { mode: 0o600 });
    renameSync(draft, file);
  }
  return readFileSync(file, 'utf8');
}

const newPassword = (): string => randomBytes(24).toString('base64url');

async function initialise(
  directory: string,
  { binaries, account, durable }: { binaries: Binaries; account: Account; durable: boolean },
): Promise<void> {
  const data = join(directory, 'data');
  const passwordFile = join(directory, 'password');
  mkdirSync(data, { recursive: true });
  // initdb's account must be able to pass through here; what is inside is closed.
  chmodSync(directory, 0o711);
  chmodSync(data, 0o700);
  writeFileSync(passwordFile, newPassword(), { mode: 0o600 });
  const owner = fileOwner(account);
  if (owner !== undefined) for (const path of [data, passwordFile]) chownSync(path, owner, owner);

  const initdb = commandAs(account, binaries.initdb, [
    `--pgdata=${data}`,
    `--username=${CLUSTER_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--data-checksums',
    '--encoding=UTF8',
    // The built-in locale sorts alike on every operating system, so that the files can move with an upgrade of it.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ]);
  try {
    await promisify(execFile)(initdb.command, initdb.args, initdb.options);
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(`The database could not be created in ${data}: ${stderr?.trim() || String(error)}`);
  }
  if (owner !== undefined) chownSync(passwordFile, process.getuid?.() ?? 0, process.getgid?.() ?? 0);
}
