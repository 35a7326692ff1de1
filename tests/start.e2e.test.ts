import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type RunningProduct, runProduct, startProduct } from './product.ts';

const NPM_START = ['npm', 'start'] as const;

let dataDir: string;
let product: RunningProduct | undefined;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'relight-start-'));
  // Builds what has changed and creates the database, so that the tests start and stop the product and nothing else.
  await (await start()).stop();
});

afterEach(async () => {
  await product?.stop();
  product = undefined;
});

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe.skipIf(process.platform !== 'linux')('nothing is left running', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('after %s to the server itself', async (signal) => {
    product = await start();
    expect(productProcesses().length).toBeGreaterThan(1);
    product.process.kill(signal);
    const [exitCode] = await once(product.process, 'exit');
    expect(exitCode).toBe(0);
    expect(productProcesses()).toEqual([]);
  });

  test.each(['SIGTERM', 'SIGKILL'] as const)('after %s to npm, which does not pass it on', async (signal) => {
    product = await start({ command: NPM_START });
    product.process.kill(signal);
    await untilNothingRuns();
  });

  test('after Ctrl-C, which every process at the terminal gets', async () => {
    product = await start({ command: NPM_START });
    process.kill(-(product.process.pid ?? 0), 'SIGINT');
    await untilNothingRuns();
  });

  test('after a signal in the middle of starting', async () => {
    const starting = start().catch((error: Error) => error);
    while (!productProcesses().some((words) => words.includes('postgres'))) await sleep(5);
    for (const pid of productPids()) if (commandLine(pid).includes('start.mjs')) process.kill(pid, 'SIGTERM');
    // On some machines it may have started before it hears.
    await starting;
    await untilNothingRuns();
  });
});

test('a product that was killed starts again on the database server that it left', async () => {
  product = await start();
  product.process.kill('SIGKILL');
  await once(product.process, 'exit');
  const before = readFileSync(join(dataDir, 'postgres', 'server', 'data', 'postmaster.pid'), 'utf8');
  product = await start();
  expect(readFileSync(join(dataDir, 'postgres', 'server', 'data', 'postmaster.pid'), 'utf8')).toBe(before);
});

describe('what cannot work is said in plain words, without a stack trace', () => {
  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expectRefusal({ PORT: String(port) }, new RegExp(`Port ${port} on 127.0.0.1 is taken`));
    other.close();
  });

  test('a variable that is malformed', () =>
    expectRefusal({ PORT: 'eighty' }, /PORT must be a port number .* "eighty"/));

  test('a database that is not there', () =>
    expectRefusal({ DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/relight' }, /DATABASE_URL .*nothing answers/));

  test('an address that is no database', () =>
    expectRefusal({ DATABASE_URL: 'mysql://me:secret@db/x' }, /DATABASE_URL must be/));

  test('a data directory that is a file', async () => {
    const file = join(dataDir, 'occupied');
    writeFileSync(file, '');
    await expectRefusal({ RELIGHT_DATA: file }, /data directory .*occupied cannot be used/);
  });
});

function start(options: { command?: readonly ['npm', 'start'] } = {}): Promise<RunningProduct> {
  return startProduct({ ...options, variables: { RELIGHT_DATA: dataDir, RELIGHT_DEMO: '0' } });
}

async function expectRefusal(variables: NodeJS.ProcessEnv, words: RegExp): Promise<void> {
  const { exitCode, output } = await runProduct({ RELIGHT_DATA: dataDir, PORT: '0', ...variables });
  expect(output).toMatch(words);
  expect(output).not.toMatch(/^\s+at /m);
  expect(output).not.toContain('secret');
  expect(exitCode).toBe(1);
}

async function untilNothingRuns(): Promise<void> {
  await expect.poll(productProcesses).toEqual([]);
}

/** Command lines of the processes that belong to this test's product. */
function productProcesses(): string[] {
  return productPids().map(commandLine);
}

/** They are known by the data directory, in their environment or, for the database, which clears it, on their command line. */
function productPids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) =>
      [`/proc/${pid}/environ`, `/proc/${pid}/cmdline`].some((file) => readOrEmpty(file).includes(dataDir)),
    );
}

function commandLine(pid: number): string {
  return readOrEmpty(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
