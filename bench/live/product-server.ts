import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LIMITS } from '@relight/api/limits/limits';
import { createLive } from '@relight/api/operations/live';
import { connect } from '@relight/db/connect';
import type { RecordedEvent } from '@relight/shared/operation/events';
import { DISPATCHER, NOTE, openBenchOperation, openOperations, SILENT } from '../operation.ts';
import { keepFilled } from './keep-filled.ts';
import type { ServerNews, ServerOrder } from './server-messages.ts';

/** The product's own log and live socket on a database, with everybody let in: what a benchmark talks to. */
const OPERATION = 'bench';
const say = (news: ServerNews) => process.send?.(news);

const { sql } = connect(process.env.BENCH_DATABASE as string);
const operations = await openOperations(sql);
await openBenchOperation(operations, OPERATION);
const live = createLive({
  operations,
  authenticate: async () => ({ actor: DISPATCHER, sessionId: 'bench' }),
  sessions: { onRevoked: () => () => {} },
  log: SILENT,
  // All clients of the benchmark are one account: its share is raised to that of all of them.
  limits: { ...LIMITS.sockets, perAccount: 20_000, openedPerMinute: 100_000, messagesPerSecond: 100_000 },
});
const server = createServer();
server.on('upgrade', (request, socket, head) => void live.upgrade(request, socket, head));
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  say({ kind: 'listening', url: `ws://127.0.0.1:${port}/api/live?operation=${OPERATION}` });
});

const room = await operations.room(OPERATION);
if (room === undefined) throw new Error('no room');

/** A log line as the room gets it after a commit. */
const nextLine = (n: number): RecordedEvent => ({
  seq: room.head + 1,
  at: new Date().toISOString(),
  actor: DISPATCHER,
  command: `b-${performance.timeOrigin + performance.now()}-${n}`,
  event: NOTE,
});

// The fan-out by itself: lines are handed to the room as the log would after a commit, as fast as the clients take them.
const flood = keepFilled({
  events: (n) => {
    room.receive([nextLine(n)]);
    return 1;
  },
});

process.on('message', (order: ServerOrder) => {
  if (order.kind === 'flood') flood.start();
  else if (order.kind === 'progress') flood.progress(order.slowest);
  else if (order.kind === 'stop') flood.stop();
});
process.on('disconnect', () => process.exit(0));
