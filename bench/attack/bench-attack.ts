import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { networksIn } from '@relight/api/networks/store';
import { withBenchDatabase } from '../bench-database.ts';
import type { ServerNews, ServerOrder } from '../flood/messages.ts';
import { type BenchResult, higherIsBetter, lowerIsBetter, quantile } from '../result.ts';
import { type AttackerNews, type AttackerOrder, FLOODS, type FloodName, type Target } from './messages.ts';
import { ask, KINDS, type Kind, type Measured, openWork } from './work.ts';

const REST_SECONDS = 6;
const FLOOD_SECONDS = 10;
/** BENCH_FLOODS="areas,sign-ins" runs those alone. */
const ASKED = process.env.BENCH_FLOODS?.split(',');

/**
 * What people with an account that may only look, with somebody's key, or with none at all can do to a dispatcher: how long orders take and
 * how many are not taken during each flood, beside the same at rest just before. The demo city with nobody simulated, a server started anew
 * for each flood, every limit as it is built in.
 */
export const benchAttack = (): Promise<readonly BenchResult[]> =>
  withBenchDatabase(async ({ url: databaseUrl, tables }) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'relight-attack-'));
    try {
      const results: BenchResult[] = [];
      for (const flood of FLOODS.filter((name) => ASKED?.includes(name) ?? true)) {
        const server = startServer(databaseUrl, dataDir);
        try {
          const { url, operation, network } = await server.hear('listening');
          const sections = (await networksIn(tables).open(network))?.model.sections.count;
          if (sections === undefined) throw new Error('the demo city has no network');
          results.push(...(await underFlood(flood, { url, operation, network, sections, dataDir })));
        } finally {
          await server.stop();
        }
      }
      return results;
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

type Place = Pick<Target, 'url' | 'operation' | 'network' | 'sections'> & { readonly dataDir: string };

const underFlood = async (flood: FloodName, { dataDir, ...place }: Place): Promise<BenchResult[]> => {
  const accounts = JSON.parse(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8'));
  const work = await openWork({ ...place, account: accounts.dispatcher, key: await newKey(place.url, accounts.admin) });
  const attacker = fork(new URL('attacker.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  try {
    // Everything is compiled and cached before it is measured.
    await work.measure(2);
    const rest = await work.measure(REST_SECONDS);
    const target: Target = {
      ...place,
      cookie: await signIn(place.url, accounts.wall),
      key: accounts.intake.apiKey,
      username: accounts.dispatcher.username,
      seconds: FLOOD_SECONDS + 2,
    };
    const begun = heard(attacker, 'begun');
    const over = heard(attacker, 'over');
    attacker.send({ flood, target } satisfies AttackerOrder);
    await begun;
    const busy = await work.measure(FLOOD_SECONDS);
    const { did } = await over;
    console.log(`  ${flood}: ${JSON.stringify(did)}`);
    for (const kind of KINDS) {
      console.log(`    ${kind.padEnd(8)} at rest ${describe(rest[kind])}   in the flood ${describe(busy[kind])}`);
    }
    return [
      ...KINDS.flatMap((kind) => took(flood, kind, rest, busy)),
      ...KINDS.map((kind) => taken(flood, kind, rest, busy)),
    ];
  } finally {
    work.close();
    attacker.kill();
  }
};

const SETTINGS = { seconds: FLOOD_SECONDS, restSeconds: REST_SECONDS };

const took = (flood: FloodName, kind: Kind, rest: Measured, busy: Measured): BenchResult[] =>
  (
    [
      ['p50', 0.5],
      ['p99', 0.99],
    ] as const
  )
    .filter(() => busy[kind].tookMs.length > 0)
    .map(([name, share]) =>
      lowerIsBetter({
        name: `${flood}: ${kind}, ${name}`,
        unit: 'ms',
        ours: quantile(busy[kind].tookMs, share),
        baseline: { name: 'at rest', value: quantile(rest[kind].tookMs, share) },
        samples: busy[kind].tookMs.length,
        settings: SETTINGS,
      }),
    );

const taken = (flood: FloodName, kind: Kind, rest: Measured, busy: Measured): BenchResult =>
  higherIsBetter({
    name: `${flood}: ${kind}s taken`,
    unit: '%',
    ours: shareTaken(busy[kind]),
    baseline: { name: 'at rest', value: shareTaken(rest[kind]) },
    samples: busy[kind].tookMs.length + lostOf(busy[kind]),
    settings: SETTINGS,
  });

const lostOf = ({ lost }: Measured[Kind]): number => Object.values(lost).reduce((sum, count) => sum + count, 0);

const shareTaken = (measured: Measured[Kind]): number =>
  (100 * measured.tookMs.length) / (measured.tookMs.length + lostOf(measured));

const describe = (measured: Measured[Kind]): string => {
  const { tookMs, lost } = measured;
  const times =
    tookMs.length === 0
      ? 'none taken'
      : `p50 ${quantile(tookMs, 0.5).toFixed(0)} p99 ${quantile(tookMs, 0.99).toFixed(0)} ms`;
  return `${times} (${tookMs.length} of ${tookMs.length + lostOf(measured)}${lostOf(measured) > 0 ? ` ${JSON.stringify(lost)}` : ''})`;
};

const signIn = async (url: string, account: object): Promise<string> => {
  const { status, cookies, text } = await ask('POST', `${url}api/session`, { origin: url.replace(/\/$/, '') }, account);
  if (status !== 200) throw new Error(`nobody signed in: ${text}`);
  return cookies.join('; ');
};

/** The call centre has a key of its own. */
const newKey = async (url: string, admin: object): Promise<string> => {
  const headers = { origin: url.replace(/\/$/, ''), cookie: await signIn(url, admin) };
  const { status, text } = await ask('POST', `${url}api/keys`, headers, { name: 'call centre' });
  if (status !== 201) throw new Error(`no key: ${text}`);
  return JSON.parse(text).key;
};

const heard = <News extends AttackerNews['kind']>(
  child: ChildProcess,
  kind: News,
): Promise<Extract<AttackerNews, { kind: News }>> =>
  new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('the attacker ended')));
    child.on('message', (news: AttackerNews) => {
      if (news.kind === kind) resolve(news as never);
    });
  });

const startServer = (databaseUrl: string, dataDir: string) => {
  const child = fork(new URL('../flood/server.ts', import.meta.url), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, BENCH_DATABASE: databaseUrl, BENCH_DATA: dataDir, BENCH_LOG_LEVEL: 'error' },
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  return {
    hear: <News extends ServerNews['kind']>(kind: News): Promise<Extract<ServerNews, { kind: News }>> =>
      new Promise((resolve, reject) => {
        child.once('exit', () => reject(new Error('the server ended')));
        child.on('message', (news: ServerNews) => {
          if (news.kind === kind) resolve(news as never);
        });
      }),
    stop: async () => {
      if (child.connected) child.send('stop' satisfies ServerOrder);
      await Promise.race([exited, sleep(5_000)]);
      child.kill('SIGKILL');
      await exited;
    },
  };
};
