import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DEMO_OPERATION } from '@relight/api/demo/seed';
import { startApi } from '@relight/api/start';
import type { ServerNews, ServerOrder } from './messages.ts';

/** The whole server with the demo city, and nobody simulated in it. Says how much memory it takes, and stops when told. */
const say = (news: ServerNews) => process.send?.(news);

const api = await startApi({
  databaseUrl: process.env.BENCH_DATABASE as string,
  host: '127.0.0.1',
  port: 0,
  dataDir: process.env.BENCH_DATA as string,
  demo: true,
  logLevel: process.env.BENCH_LOG_LEVEL ?? 'warn',
  dashboardDir: undefined,
  version: 'bench',
  progress: () => {},
});
const { network } = (await api.operations.state(DEMO_OPERATION)) ?? {};
if (network == null) throw new Error('the demo city has no network');
say({ kind: 'listening', url: api.url, operation: DEMO_OPERATION, network });

const RESOLUTION_MS = 10;
// How late the server is for whatever comes next, while it is busy with something.
const late = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
late.enable();

let peak = 0;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 100).unref();

process.on('message', (order: ServerOrder) => {
  if (order === 'forgetPeak') {
    peak = 0;
    late.reset();
  } else if (order === 'tellPeak') {
    say({
      kind: 'peak',
      bytes: Math.max(peak, process.memoryUsage.rss()),
      lateMs: [0.5, 0.99, 1].map((share) => Math.max(0, late.percentile(share * 100) / 1e6 - RESOLUTION_MS)),
    });
  } else if (order === 'stop') void api.close().then(() => process.exit(0));
  else order satisfies never;
});
process.on('disconnect', () => process.exit(0));
