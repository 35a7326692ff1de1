import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BATCH_MS } from '@relight/shared/protocol/version';
import { WebSocket } from 'ws';
import { withBenchDatabase } from '../bench-database.ts';
import { noteCommand } from '../operation.ts';
import { type BenchResult, higherIsBetter, lowerIsBetter, quantile } from '../result.ts';
import type { ServerNews, ServerOrder } from './server-messages.ts';
import type { SwarmNews, SwarmOrder } from './swarm.ts';

const CLIENTS = Number(process.env.BENCH_CLIENTS ?? 1000);
const EVENTS_PER_SECOND = 200;
const SECONDS = 8;

/**
 * From the moment at which a command is sent to the moment at which each of a thousand clients holds its event, and how many deliveries a
 * second the fan-out makes when it is kept full: each beside a plain `ws` broadcast of the very frames that were sent.
 */
export const benchLive = (): Promise<readonly BenchResult[]> =>
  withBenchDatabase(async ({ url }) => {
    const folder = mkdtempSync(join(tmpdir(), 'relight-bench-frames-'));
    const swarm = start<SwarmOrder, SwarmNews>('swarm.ts');
    const settings = { clients: CLIENTS, seconds: SECONDS };
    try {
      const product = start<ServerOrder, ServerNews>('product-server.ts', { BENCH_DATABASE: url });
      const { url: address } = await product.hear('listening');
      await connectAll(swarm, address);
      const reconnected = await comeBack(swarm, address);
      const paced = await commandsAtAPace(swarm, address);
      const pacedFrames = paced.frames;
      const ours = await flooded(swarm, product);
      await leave(swarm, product);

      const bare = await bareServer(swarm, join(folder, 'paced.json'), pacedFrames);
      const bareReconnected = await comeBack(swarm, bare.url);
      const barePaced = await measured(swarm, async () => {
        bare.order({ kind: 'pace', everyMs: BATCH_MS });
        await sleep(SECONDS * 1000);
        bare.order({ kind: 'stop' });
      });
      await leave(swarm, bare);

      const sameFrames = await bareServer(swarm, join(folder, 'flood.json'), ours.frames);
      const bareFlood = await flooded(swarm, sameFrames);
      await leave(swarm, sameFrames);

      const single = await bareServer(swarm, join(folder, 'single.json'), ours.frames.slice(0, 50).flatMap(oneByOne));
      const singleFlood = await flooded(swarm, single);
      await leave(swarm, single);

      const latency = (name: string, share: number) =>
        lowerIsBetter({
          name: `command → visible to ${CLIENTS} clients, ${name}`,
          unit: 'ms',
          ours: quantile(paced.latencies, share),
          baseline: { name: 'bare broadcast → received', value: quantile(barePaced.latencies, share) },
          samples: paced.latencies.length,
          settings: { ...settings, eventsPerSecond: EVENTS_PER_SECOND },
        });
      const perSecond = (run: { deliveries: number; seconds: number }) => run.deliveries / run.seconds;
      const rate = (baseline: string, value: number) =>
        higherIsBetter({
          name: 'event deliveries, kept full',
          unit: 'deliveries/s',
          ours: perSecond(ours),
          baseline: { name: baseline, value },
          samples: ours.deliveries,
          settings: { ...settings, frames: ours.frames.length },
        });
      return [
        latency('p50', 0.5),
        latency('p99', 0.99),
        lowerIsBetter({
          name: `server back after 15 s → all ${CLIENTS} clients have heard it`,
          unit: 'ms',
          ours: Math.max(...reconnected),
          baseline: { name: 'bare server', value: Math.max(...bareReconnected) },
          samples: reconnected.length,
          settings: { clients: CLIENTS },
        }),
        rate('bare broadcast of the same frames', perSecond(bareFlood)),
        rate('bare broadcast, one frame per event', perSecond(singleFlood)),
      ];
    } finally {
      swarm.child.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  });

type Program<Order, News extends { kind: string }> = {
  readonly child: ChildProcess;
  readonly order: (order: Order) => void;
  readonly hear: <Kind extends News['kind']>(kind: Kind) => Promise<Extract<News, { kind: Kind }>>;
  readonly follow: (listener: (news: News) => void) => () => void;
};

const start = <Order, News extends { kind: string }>(
  file: string,
  env: Record<string, string> = {},
): Program<Order, News> => {
  const child = fork(new URL(file, import.meta.url), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...env },
  });
  child.on('exit', (code) => {
    if (code) throw new Error(`${file} ended with ${code}`);
  });
  const follow = (listener: (news: News) => void) => {
    child.on('message', listener);
    return () => child.off('message', listener);
  };
  return {
    child,
    order: (order) => {
      child.send(order as object);
    },
    follow,
    hear: (kind) =>
      new Promise((resolve) => {
        const stop = follow((news) => {
          if (news.kind !== kind) return;
          stop();
          resolve(news as never);
        });
      }),
  };
};

type Swarm = Program<SwarmOrder, SwarmNews>;
type Server = Program<ServerOrder, ServerNews>;

const connectAll = async (swarm: Swarm, url: string) => {
  swarm.order({ kind: 'connect', url, clients: CLIENTS });
  await swarm.hear('connected');
  await sleep(1500);
};

const comeBack = async (swarm: Swarm, url: string): Promise<readonly number[]> => {
  swarm.order({ kind: 'reconnect', url });
  const { latencies } = await swarm.hear('reconnected');
  await sleep(500);
  return latencies;
};

const leave = async (swarm: Swarm, server: Server) => {
  swarm.order({ kind: 'close' });
  await swarm.hear('closed');
  server.child.kill();
  await sleep(500);
};

const bareServer = async (
  swarm: Swarm,
  file: string,
  frames: readonly string[],
): Promise<Server & { readonly url: string }> => {
  writeFileSync(file, JSON.stringify(frames));
  const server = start<ServerOrder, ServerNews>('bare-server.ts', { BENCH_FRAMES: file });
  const { url } = await server.hear('listening');
  await connectAll(swarm, url);
  return { ...server, url };
};

const measured = async (swarm: Swarm, work: () => Promise<void>) => {
  swarm.order({ kind: 'capture', frames: 2000 });
  swarm.order({ kind: 'measure', on: true });
  await work();
  swarm.order({ kind: 'measure', on: false });
  const result = await swarm.hear('measured');
  swarm.order({ kind: 'capture', frames: 0 });
  const { frames } = await swarm.hear('captured');
  return { ...result, frames };
};

/** Keeps a server's pipe full for some seconds, after a second to warm up. */
const flooded = async (swarm: Swarm, server: Server) => {
  const stop = swarm.follow((news) => {
    if (news.kind === 'progress') server.order({ kind: 'progress', slowest: news.slowest });
  });
  server.order({ kind: 'flood' });
  await sleep(1000);
  const result = await measured(swarm, () => sleep(SECONDS * 1000));
  server.order({ kind: 'stop' });
  stop();
  await sleep(500);
  return result;
};

/** Real commands over the live socket at a steady pace, from one more client. */
const commandsAtAPace = async (swarm: Swarm, url: string) => {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await new Promise((resolve) => socket.once('open', resolve));
  let n = 0;
  const send = () => {
    const id = `b-${performance.timeOrigin + performance.now()}-${n++}`;
    socket.send(JSON.stringify({ kind: 'command', command: noteCommand(id) }));
  };
  const run = async () => {
    const begin = performance.now();
    while (performance.now() - begin < SECONDS * 1000) {
      const due = ((performance.now() - begin) / 1000) * EVENTS_PER_SECOND;
      const already = n;
      for (let i = already - first; i < due; i++) send();
      await sleep(2);
    }
    await sleep(500);
  };
  let first = n;
  // A second of the same beforehand, so that everything is compiled and cached.
  for (let i = 0; i < EVENTS_PER_SECOND; i++) {
    send();
    await sleep(5);
  }
  first = n;
  const result = await measured(swarm, run);
  socket.terminate();
  return result;
};

const oneByOne = (frame: string): string[] =>
  (JSON.parse(frame) as { events: unknown[] }).events.map((event) =>
    JSON.stringify({ kind: 'events', events: [event] }),
  );

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
