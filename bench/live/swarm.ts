import { retryDelayMs } from '@relight/shared/sync/session';
import { WebSocket } from 'ws';

/**
 * A thousand clients in one process of their own. It is told where to connect, counts what arrives, and says every few milliseconds how
 * far the slowest client is, so that whoever sends can keep the pipe full without flooding it.
 */
export type SwarmOrder =
  | { readonly kind: 'connect'; readonly url: string; readonly clients: number }
  | { readonly kind: 'measure'; readonly on: boolean }
  | { readonly kind: 'capture'; readonly frames: number }
  /** Everybody loses the connection, and comes back as pages do whose server was away for a quarter of a minute. */
  | { readonly kind: 'reconnect'; readonly url: string }
  | { readonly kind: 'close' };
export type SwarmNews =
  | { readonly kind: 'connected' }
  | { readonly kind: 'progress'; readonly slowest: number }
  | { readonly kind: 'measured'; readonly seconds: number; readonly deliveries: number; readonly latencies: number[] }
  | { readonly kind: 'captured'; readonly frames: string[] }
  | { readonly kind: 'reconnected'; readonly latencies: number[] }
  | { readonly kind: 'closed' };

const say = (news: SwarmNews) => process.send?.(news);
const nowMs = () => performance.timeOrigin + performance.now();

/** Every command id of a benchmark is `b-<sent at, ms>-<number>`. */
const SENT = /"command":"b-([\d.]+)-(\d+)"/g;

let sockets: WebSocket[] = [];
/** Events received, by client. */
let received = new Int32Array(0);
let measuring = false;
let startedAt = 0;
let deliveries = 0;
let latencies: number[] = [];
let captured: string[] = [];
let toCapture = 0;

// All clients get the same bytes at about the same time, so a frame is read once.
let lastFrame: Buffer = Buffer.alloc(0);
let lastSent: readonly number[] = [];
const sentTimes = (frame: Buffer): readonly number[] => {
  if (frame.length === lastFrame.length && frame.equals(lastFrame)) return lastSent;
  lastFrame = frame;
  lastSent = [...frame.toString('latin1').matchAll(SENT)].map((match) => Number(match[1]));
  return lastSent;
};

const connect = async (url: string, clients: number) => {
  received = new Int32Array(clients);
  sockets = await Promise.all(
    Array.from(
      { length: clients },
      (_, client) =>
        new Promise<WebSocket>((resolve, reject) => {
          const socket = new WebSocket(url, { perMessageDeflate: false });
          socket.on('open', () => resolve(socket));
          socket.on('error', reject);
          socket.on('message', (data: Buffer) => take(client, data));
        }),
    ),
  );
  say({ kind: 'connected' });
};

/** How long each client takes from the cut to the first word of the server. */
const reconnect = async (url: string) => {
  for (const socket of sockets) socket.terminate();
  const cutAt = nowMs();
  const back = await Promise.all(
    sockets.map(
      (_, client) =>
        new Promise<{ socket: WebSocket; after: number }>((resolve, reject) => {
          setTimeout(
            () => {
              const socket = new WebSocket(url, { perMessageDeflate: false });
              socket.on('error', reject);
              socket.once('message', () => resolve({ socket, after: nowMs() - cutAt }));
              socket.on('message', (data: Buffer) => take(client, data));
            },
            retryDelayMs(LATE_ATTEMPT, AWAY_MS, Math.random()),
          );
        }),
    ),
  );
  sockets = back.map(({ socket }) => socket);
  say({ kind: 'reconnected', latencies: back.map(({ after }) => after) });
};
const LATE_ATTEMPT = 10;
const AWAY_MS = 15_000;

const take = (client: number, frame: Buffer) => {
  // Only log lines count; heartbeats and the like begin otherwise.
  if (!frame.subarray(0, 16).includes('"events"')) return;
  const sent = sentTimes(frame);
  received[client] = (received[client] as number) + sent.length;
  if (client === 0 && captured.length < toCapture && sent.length > 0) captured.push(frame.toString('utf8'));
  if (!measuring) return;
  deliveries += sent.length;
  if (latencies.length > 3_000_000) return;
  const at = nowMs();
  for (const time of sent) latencies.push(at - time);
};

setInterval(() => {
  if (received.length > 0) say({ kind: 'progress', slowest: received.reduce((least, one) => Math.min(least, one)) });
}, 5);

process.on('message', (order: SwarmOrder) => {
  switch (order.kind) {
    case 'connect':
      void connect(order.url, order.clients);
      break;
    case 'measure':
      measuring = order.on;
      if (order.on) {
        startedAt = nowMs();
        deliveries = 0;
        latencies = [];
      } else {
        say({
          kind: 'measured',
          seconds: (nowMs() - startedAt) / 1000,
          deliveries,
          latencies: sample(latencies, 200_000),
        });
      }
      break;
    case 'capture':
      if (order.frames > 0) {
        captured = [];
        toCapture = order.frames;
      } else {
        say({ kind: 'captured', frames: captured });
        toCapture = 0;
      }
      break;
    case 'reconnect':
      void reconnect(order.url);
      break;
    case 'close':
      for (const socket of sockets) socket.terminate();
      sockets = [];
      received = new Int32Array(0);
      say({ kind: 'closed' });
      break;
    default:
      order satisfies never;
  }
});
process.on('disconnect', () => process.exit(0));

/** Every n-th value, so that at most `most` cross to the other process. */
const sample = (values: readonly number[], most: number): number[] => {
  const every = Math.max(1, Math.ceil(values.length / most));
  return values.filter((_, i) => i % every === 0);
};
