import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { networksIn } from '@relight/api/networks/store';
import type { Sql } from '@relight/db/connect';
import type { IntakeAnswer } from '@relight/shared/http/reports';
import { withBenchDatabase } from '../bench-database.ts';
import { type BenchResult, lowerIsBetter, quantile } from '../result.ts';
import { describe, type Latencies, openDesk } from './desk.ts';
import type { ServerNews, ServerOrder } from './messages.ts';
import { type Batch, makeStorm } from './storm.ts';

const METER_EVENTS = 100_000;
const REPORTS = 5_000;
const PER_BATCH = 500;
const FLOOD_MS = 60_000;
const IDLE_MS = 15_000;
/** Senders that wait for the answer to one batch before the next. */
const SENDERS = 4;

type Counts = {
  sent: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  broken: number;
  repeated: number;
  turnedAway: number;
};

/**
 * A storm's worth of meter events within a minute, with calls and telemetry, on the demo city: what was taken in, how much memory it took,
 * and what the desk felt of it, beside the same server at rest a minute before.
 */
export const benchFlood = (): Promise<readonly BenchResult[]> =>
  withBenchDatabase(async ({ url: databaseUrl, sql, tables }) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'relight-flood-'));
    const server = startServer(databaseUrl, dataDir);
    try {
      const { url, operation, network: version } = await server.hear('listening');
      const network = await networksIn(tables).open(version);
      if (network === undefined) throw new Error('the demo city has no network');
      const storm = makeStorm(network, { meterEvents: METER_EVENTS, reports: REPORTS, perBatch: PER_BATCH });
      const accounts = JSON.parse(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8'));
      const cookie = await signIn(url, accounts.dispatcher);
      const desk = await openDesk({ url, operation, cookie });
      // Everything is compiled and cached before it is measured.
      await desk.measure(sleep(3_000));

      const idle = await desk.measure(sleep(IDLE_MS));
      const counts = new Map<Batch['door'], Counts>();
      server.order('forgetPeak');
      const started = performance.now();
      const flood = send(storm.batches, { url, operation, key: accounts.intake.apiKey, counts });
      const busy = await desk.measure(flood);
      const seconds = (performance.now() - started) / 1000;
      await settled(sql);
      server.order('tellPeak');
      const { bytes, lateMs } = await server.hear('peak');
      desk.close();

      console.log(`  ${storm.devices.length} devices failed; sent in ${seconds.toFixed(1)} s`);
      for (const [door, count] of counts) console.log(`  ${door.padEnd(13)} ${JSON.stringify(count)}`);
      console.log(`  ${JSON.stringify(await rowsOf(sql))}`);
      console.log(`  peak memory of the server ${(bytes / 2 ** 20).toFixed(0)} MiB`);
      console.log(
        `  the server was late by ${lateMs.map((ms) => ms.toFixed(0)).join(' / ')} ms (median / 99 % / most)`,
      );
      console.log(`  at rest:   order ${describe(idle.answer)}; seen ${describe(idle.delivery)}`);
      console.log(`  in flood:  order ${describe(busy.answer)}; seen ${describe(busy.delivery)}`);
      const settings = {
        meterEvents: METER_EVENTS,
        reports: REPORTS,
        perBatch: PER_BATCH,
        seconds: Math.round(seconds),
      };
      const compare = (name: string, of: keyof Latencies, share: number) =>
        lowerIsBetter({
          name,
          unit: 'ms',
          ours: quantile(busy[of], share),
          baseline: { name: 'the same at rest', value: quantile(idle[of], share) },
          samples: busy[of].length,
          settings: { ...settings, peakMiB: Math.round(bytes / 2 ** 20) },
        });
      return [
        compare('order → answer during the flood, p50', 'answer', 0.5),
        compare('order → answer during the flood, p99', 'answer', 0.99),
        compare('order → seen by a colleague during the flood, p50', 'delivery', 0.5),
        compare('order → seen by a colleague during the flood, p99', 'delivery', 0.99),
      ];
    } finally {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

/** Sends all batches spread over the minute; who is turned away comes again when told to. */
const send = async (
  batches: readonly Batch[],
  { url, operation, key, counts }: { url: string; operation: string; key: string; counts: Map<string, Counts> },
): Promise<void> => {
  const started = performance.now();
  let next = 0;
  const sender = async (): Promise<void> => {
    for (let index = next++; index < batches.length; index = next++) {
      await sleep((index / batches.length) * FLOOD_MS - (performance.now() - started));
      await sendOne(batches[index] as Batch);
    }
  };
  const sendOne = async (batch: Batch): Promise<void> => {
    const count = counts.get(batch.door) ?? {
      sent: 0,
      accepted: 0,
      duplicates: 0,
      rejected: 0,
      broken: 0,
      repeated: 0,
      turnedAway: 0,
    };
    counts.set(batch.door, count);
    count.sent += batch.lines;
    count.broken += batch.broken;
    count.repeated += batch.repeated;
    for (;;) {
      const response = await fetch(`${url}api/operations/${operation}/${batch.door}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
        body: batch.body(Date.now()),
      });
      if (response.status === 429 || response.status === 503) {
        count.turnedAway++;
        await response.text();
        await sleep(Number(response.headers.get('retry-after') ?? 1) * 1000);
        continue;
      }
      if (response.status !== 200) throw new Error(`${batch.door}: ${response.status} ${await response.text()}`);
      const answer = (await response.json()) as IntakeAnswer;
      count.accepted += answer.accepted;
      count.duplicates += answer.duplicates;
      count.rejected += answer.rejected.length;
      return;
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
};

/** When every call has its incident. */
const settled = async (sql: Sql): Promise<void> => {
  for (let i = 0; i < 60; i++) {
    const [waiting] = await sql<{ count: number }[]>`
      select count(*)::int as count from trouble_reports where incident_id is null and unplaced_reason is null`;
    if (waiting?.count === 0) return;
    await sleep(500);
  }
};

const rowsOf = async (sql: Sql) => {
  const [rows] = await sql`
    select (select count(*)::int from meter_events) as "meterEvents",
           (select count(*)::int from trouble_reports where id like 'report-%') as reports,
           (select count(*)::int from trouble_reports where incident_id is null) as "reportsWithoutIncident",
           (select count(*)::int from scada_events) as "scadaEvents",
           (select count(*)::int from incidents) as incidents,
           (select count(*)::int from events) as "logLines"`;
  return rows;
};

const signIn = async (url: string, account: object): Promise<string> => {
  const response = await fetch(`${url}api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url.replace(/\/$/, '') },
    body: JSON.stringify(account),
  });
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (response.status !== 200 || cookie === undefined) throw new Error(`nobody signed in: ${await response.text()}`);
  return cookie;
};

const startServer = (databaseUrl: string, dataDir: string) => {
  const child = fork(new URL('server.ts', import.meta.url), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, BENCH_DATABASE: databaseUrl, BENCH_DATA: dataDir },
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  return {
    order: (order: ServerOrder) => child.send(order),
    hear: <Kind extends ServerNews['kind']>(kind: Kind): Promise<Extract<ServerNews, { kind: Kind }>> =>
      new Promise((resolve, reject) => {
        child.once('exit', () => reject(new Error('the server ended')));
        child.on('message', (news: ServerNews) => {
          if (news.kind === kind) resolve(news as never);
        });
      }),
    stop: async () => {
      if (child.connected) child.send('stop' satisfies ServerOrder);
      await Promise.race([exited, sleep(10_000)]);
      child.kill();
    },
  };
};
