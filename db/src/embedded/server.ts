import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Account, type Binaries, commandAs } from './binaries.ts';
import type { Cluster } from './cluster.ts';
import { disarmStalePidFile, findPostmaster, type Postmaster } from './postmaster.ts';
import { identify, isAlive } from './processes.ts';

/** Crash recovery of a large log takes minutes; silence for longer than this means that something hangs. */
const START_LIMIT_MS = 10 * 60_000;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The demo and a control centre fit well into 256 MB; the operating system's cache does the rest.
  shared_buffers: '256MB',
  max_connections: '100',
  max_wal_size: '2GB',
  wal_compression: 'on',
  random_page_cost: '1.1',
  // Queries are short: compiling them costs more than it saves.
  jit: 'off',
  idle_in_transaction_session_timeout: '60s',
  log_min_duration_statement: '1000',
  // What callers said must not be there: neither the values of a slow or failed statement, nor the row that a failed one would have made.
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
  log_line_prefix: '%m [%p] ',
};

/** What is given up where the data may be lost with the machine: only for tests. */
const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '64MB' };

export type ServerOptions = {
  readonly binaries: Binaries;
  readonly account: Account;
  readonly cluster: Cluster;
  readonly logFile: string;
  readonly durable: boolean;
  readonly log: (message: string) => void;
};

/**
 * Starts a server on the cluster and waits until it takes connections. Callers take turns and have seen that none runs.
 * @param port where it must listen; any free one otherwise
 */
export async function startServer(options: ServerOptions, port?: number): Promise<Postmaster> {
  const logStart = logSize(options.logFile);
  // The port may be taken between finding it free and using it; a second collision in a row is something else.
  for (const attempt of [1, 2, 3]) {
    const started = await tryStart(options, port ?? (await freePort()));
    if (started) return started;
    const written = readFileSync(options.logFile, 'utf8').slice(logStart).trim();
    if (attempt === 3 || port !== undefined || !/could not bind|in use/.test(written)) {
      throw new Error(
        `The database did not start. Its log (${options.logFile}) ends with:\n${written.split('\n').slice(-6).join('\n')}`,
      );
    }
  }
  throw new Error('unreachable');
}

/** Waits until a running server takes connections; undefined if it ends instead. */
export async function untilReady(data: string, log: (message: string) => void): Promise<Postmaster | undefined> {
  const deadline = Date.now() + START_LIMIT_MS;
  let patienceUntil = Date.now() + 5_000;
  while (Date.now() < deadline) {
    const server = findPostmaster(data);
    if (!server || server.ready) return server;
    if (Date.now() > patienceUntil) {
      log('the database is recovering after a crash');
      patienceUntil = Date.now() + 15_000;
    }
    await sleep(15);
  }
  throw new Error(`The database in ${data} was not ready within ${START_LIMIT_MS / 60_000} minutes.`);
}

/** Stops the server cleanly: open transactions are rolled back, everything committed is on disk. */
export async function stopServer({ binaries, account, cluster }: ServerOptions): Promise<void> {
  const server = findPostmaster(cluster.data);
  if (!server) return;
  const stop = commandAs(account, binaries.pgCtl, ['stop', '-D', cluster.data, '-m', 'fast', '-w', '-t', '60']);
  // pg_ctl waits for the pid file, which the server removes a moment before it ends; its exit code is worth less than the process.
  const failure = await promisify(execFile)(stop.command, stop.args, stop.options).then(() => undefined, String);
  for (let waited = 0; isAlive(server.process); waited += 10) {
    if (waited > 5_000)
      throw new Error(`The database server (process ${server.process.pid}) does not stop. ${failure ?? ''}`);
    await sleep(10);
  }
}

async function tryStart(options: ServerOptions, port: number): Promise<Postmaster | undefined> {
  const { binaries, account, cluster, durable, log } = options;
  disarmStalePidFile(cluster.data);
  const settings = { ...SETTINGS, ...(durable ? {} : NOT_DURABLE) };
  const args = [
    '-D',
    cluster.data,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const server = commandAs(account, binaries.postgres, args);
  const logFile = openSync(options.logFile, 'a', 0o600);
  // A session of its own: Ctrl-C in the terminal must reach the product first, which then stops the database in good order.
  const child = spawn(server.command, server.args, {
    ...server.options,
    detached: true,
    stdio: ['ignore', logFile, logFile],
  });
  closeSync(logFile);
  const ended = new Promise<undefined>((resolve) => {
    child.once('error', () => resolve(undefined));
    child.once('exit', () => resolve(undefined));
  });
  child.unref();
  if (child.pid === undefined) return ended;
  return Promise.race([ended, untilPidFileIsOf(child.pid, cluster.data).then(() => untilReady(cluster.data, log))]);
}

/** The server writes its pid file only after some checks; until then the file may be an old one, or missing. */
async function untilPidFileIsOf(pid: number, data: string): Promise<void> {
  const child = identify(pid);
  while (isAlive(child) && findPostmaster(data)?.process.pid !== pid) await sleep(10);
}

function logSize(file: string): number {
  try {
    return readFileSync(file, 'utf8').length;
  } catch {
    return 0;
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
