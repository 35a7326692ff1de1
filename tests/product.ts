import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** The program behind `npm start`. */
const SERVER = [process.execPath, 'scripts/start.mjs', '--stop-with-parent'] as const;
/** Includes building what has changed and filling the database, and is against hanging alone. */
const START_LIMIT_MS = 600_000;
/** Its last lines when it has started: where it is. */
const ANNOUNCEMENT = /^Relight is running\..*\n {2}(http:\S+)\/$/m;

/** The product as an operator runs it: its own process, database, port and data directory. */
export type RunningProduct = {
  readonly url: string;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  /** The contents of demo-accounts.json. */
  accounts(): Record<string, { username: string; password: string; apiKey?: string }>;
  /** Stops it as a service manager would, and removes its data directory unless that was given. */
  stop(): Promise<void>;
};

/**
 * Starts the product and waits until it answers.
 * @param variables environment variables over those of the tests
 * @param command what to run in the root directory; the program behind `npm start` unless said otherwise
 * @throws with the product's own words if it ends instead
 */
export async function startProduct({
  variables = {},
  command = SERVER,
}: {
  variables?: NodeJS.ProcessEnv;
  command?: readonly [string, ...string[]];
} = {}): Promise<RunningProduct> {
  const ownDataDir = variables.RELIGHT_DATA === undefined;
  const dataDir = variables.RELIGHT_DATA ?? mkdtempSync(join(tmpdir(), 'relight-product-'));
  // It finds a free port itself and says which: one that a test finds for it may be taken again before it listens.
  const { child, output } = run(command, { ...variables, PORT: '0', RELIGHT_DATA: dataDir });
  const url = await untilHealthy(child, output);
  return {
    url,
    dataDir,
    process: child,
    output,
    accounts: () => JSON.parse(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8')),
    async stop() {
      if (!hasEnded(child)) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      if (ownDataDir) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs the product, or another command of it, where it is expected to end by itself. */
export async function runProduct(
  variables: NodeJS.ProcessEnv,
  command: readonly [string, ...string[]] = SERVER,
): Promise<{ exitCode: number | null; output: string }> {
  const { child, output } = run(command, variables);
  const [exitCode] = await once(child, 'close');
  return { exitCode, output: output() };
}

function run([program, ...args]: readonly [string, ...string[]], variables: NodeJS.ProcessEnv) {
  // A group of its own, as a terminal gives to each command: signals for the product must not reach the tests.
  const child = spawn(program, args, {
    cwd: ROOT,
    detached: true,
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: '', HOST: '', LOG_LEVEL: 'warn', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  return { child, output: () => output };
}

async function untilHealthy(child: ChildProcess, output: () => string): Promise<string> {
  for (const deadline = Date.now() + START_LIMIT_MS; Date.now() < deadline; await sleep(50)) {
    if (hasEnded(child)) throw new Error(`The product did not start:\n${output()}`);
    const url = ANNOUNCEMENT.exec(output())?.[1];
    if (!url) continue;
    const answer = await fetch(`${url}/api/health`).catch(() => undefined);
    if (answer?.ok) return url;
  }
  child.kill('SIGTERM');
  await once(child, 'exit');
  throw new Error(`The product did not answer within ${START_LIMIT_MS / 1000} s:\n${output()}`);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
