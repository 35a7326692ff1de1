import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import postgres from 'postgres';
import { chooseAccount, findBinaries } from './embedded/binaries.ts';
import { CLUSTER_USER, openCluster, SERVER_USER } from './embedded/cluster.ts';
import { keepRunning } from './embedded/keep-running.ts';
import { findPostmaster } from './embedded/postmaster.ts';
import { type ServerOptions, startServer, stopServer, untilReady } from './embedded/server.ts';
import { keepShort, shorten } from './embedded/small-log.ts';
import { anyonePresent, markPresence, takeTurn } from './embedded/turns.ts';

const DATABASE = 'relight';

/** For statements that hold a password. */
const NOTHING_LOGGED = { log_min_duration_statement: -1, log_min_error_statement: 'panic' };

export type EmbeddedDatabase = {
  /** Connection string of the database for its owner, password included: not for logs. */
  readonly url: string;
  /** The same for the role that serves, which `migrate` lets at the tables. */
  readonly serverUrl: string;
  /** Leaves the database; whoever leaves last stops the server. Safe to call twice. */
  stop(): Promise<void>;
};

/**
 * Opens the PostgreSQL that comes with the product, in `dataDir`, creating and starting it when needed.
 *
 * There is never more than one server on a directory: a second process that opens it uses the running one, and a server that
 * outlived a killed process is taken over. A server that ends while it is open is started again. It listens on 127.0.0.1 only, on a random port, behind a random password.
 * @param durable false gives up safety against power loss for speed: for tests
 * @throws Error with a message for the operator when the server cannot run here
 */
export async function openEmbedded({
  dataDir,
  log,
  durable = true,
}: {
  dataDir: string;
  log: (message: string) => void;
  durable?: boolean;
}): Promise<EmbeddedDatabase> {
  const directory = resolve(dataDir);
  mkdirSync(directory, { recursive: true });
  // PostgreSQL's own account must be able to pass through.
  chmodSync(directory, 0o711);
  const turns = join(directory, 'turns');
  const openers = join(directory, 'openers');

  const { url, options, leave } = await takeTurn(turns, async () => {
    const options = await prepare(directory, { log, durable });
    const leave = markPresence(openers);
    try {
      return { url: await run(options), options, leave };
    } catch (error) {
      leave();
      throw error;
    }
  });

  let stopped: Promise<void> | undefined;
  const stopWatching = keepRunning({
    isRunning: () => findPostmaster(options.cluster.data) !== undefined,
    start: () =>
      takeTurn(turns, async () => {
        if (stopped === undefined) await run(options, Number(new URL(url).port));
      }),
    log,
  });
  const stopShortening = keepShort(options.logFile, (work) => takeTurn(turns, work));
  return {
    url,
    serverUrl: asServer(url, options.cluster.serverPassword),
    stop() {
      stopWatching();
      stopShortening();
      stopped ??= takeTurn(turns, async () => {
        leave();
        if (!anyonePresent(openers)) await stopServer(options);
      });
      return stopped;
    },
  };
}

async function prepare(
  directory: string,
  { log, durable }: { log: (message: string) => void; durable: boolean },
): Promise<ServerOptions> {
  const binaries = findBinaries();
  const account = chooseAccount(binaries, directory);
  const cluster = await openCluster(join(directory, 'server'), { binaries, account, durable });
  return { binaries, account, cluster, durable, log, logFile: join(directory, 'postgres.log') };
}

/** @param sameAddress the port that clients already know */
async function run(options: ServerOptions, sameAddress?: number): Promise<string> {
  const { data, password, serverPassword } = options.cluster;
  const running = findPostmaster(data) && (await untilReady(data, options.log));
  if (!running) shorten(options.logFile);
  const { port } = running ?? (await startServer(options, sameAddress));
  const address = `postgres://${CLUSTER_USER}:${password}@127.0.0.1:${port}`;
  await createDatabase(address, serverPassword);
  return `${address}/${DATABASE}`;
}

function asServer(url: string, password: string): string {
  const address = new URL(url);
  address.username = SERVER_USER;
  address.password = password;
  return address.href;
}

async function createDatabase(address: string, serverPassword: string): Promise<void> {
  const sql = postgres(`${address}/postgres`, { max: 1, onnotice: () => {}, connection: NOTHING_LOGGED });
  try {
    const [role] = await sql`select 1 from pg_roles where rolname = ${SERVER_USER}`;
    if (!role) await sql`create role ${sql(SERVER_USER)} login`;
    await sql.unsafe(`alter role ${SERVER_USER} password '${serverPassword}'`);
    // What the server is refused it tells in its own log, without the values, which PostgreSQL quotes in some messages.
    await sql.unsafe(`alter role ${SERVER_USER} set log_min_messages = log`);
    const [existing] = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (!existing) await sql`create database ${sql(DATABASE)}`;
  } finally {
    await sql.end();
  }
}
