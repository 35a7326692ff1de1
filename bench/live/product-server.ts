import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLive } from '@relight/api/operations/live';
import { createOperations } from '@relight/api/operations/operations';
import { connect } from '@relight/db/connect';
import type { RecordedEvent } from '@relight/shared/operation/events';
import pino from 'pino';
import { keepFilled } from './keep-filled.ts';
import { type ServerNews, type ServerOrder, TEXT } from './server-messages.ts';

/** The product's own log and live socket on a database, with everybody let in: what a benchmark talks to. */
const OPERATION = 'bench';
const DISPATCHER = { id: 'usr_bench', role: 'dispatcher' } as const;
const log = pino({ level: 'silent' });
const say = (news: ServerNews) => process.send?.(news);

const { sql } = connect(process.env.BENCH_DATABASE as string);
const operations = await createOperations({
  sql,
  directory: { network: () => null, crew: () => undefined, base: () => undefined },
  log,
});
await operations.create({ id: OPERATION, kind: 'live', name: { zh: OPERATION, en: OPERATION }, network: null });
await operations.submit(
  OPERATION,
  {
    id: 'open',
    type: 'openIncident',
    incident: 'inc_bench',
    site: {
      type: 'area',
      outline: [
        [120, 30],
        [120.1, 30],
        [120.1, 30.1],
        [120, 30],
      ],
      customers: 100,
      name: 'bench',
      area: 'urban',
    },
    since: '2026-11-01T00:00:00.000Z',
    reason: 'dispatcherJudgement',
    hazard: false,
  },
  DISPATCHER,
);
const live = createLive({
  operations,
  authenticate: async () => ({ actor: DISPATCHER, sessionId: 'bench' }),
  sessions: { onRevoked: () => () => {} },
  log,
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
  event: { type: 'noteAdded', incident: 'inc_bench', text: TEXT },
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
