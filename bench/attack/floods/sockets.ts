import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { Target } from '../messages.ts';

/** An attacker who is let go comes back at once, this often in all. */
const MOST_CONNECTIONS = 3_000;
const BEFORE_COMING_BACK_MS = 20;

/**
 * Keeps `count` live sockets open until the time is over, each doing `work` from when it is open.
 * @param begun told when each has been open, or turned away, once
 */
export const withSockets = async (
  { url, operation, cookie, seconds }: Target,
  count: number,
  begun: () => void,
  work: (socket: WebSocket) => void,
): Promise<{ connections: number; turnedAway: number }> => {
  const origin = url.replace(/\/$/, '');
  const address = `${origin.replace('http', 'ws')}/api/live?operation=${operation}`;
  const did = { connections: 0, turnedAway: 0 };
  const open = new Set<WebSocket>();
  let over = false;
  const one = (tried: () => void) => {
    if (over || did.connections >= MOST_CONNECTIONS) return;
    did.connections++;
    const socket = new WebSocket(address, { headers: { cookie, origin }, perMessageDeflate: false });
    open.add(socket);
    socket.once('open', () => {
      tried();
      work(socket);
    });
    socket.on('error', () => {
      did.turnedAway++;
    });
    socket.once('close', () => {
      tried();
      open.delete(socket);
      setTimeout(() => one(() => {}), BEFORE_COMING_BACK_MS);
    });
  };
  await Promise.all(Array.from({ length: count }, () => new Promise<void>((tried) => one(tried))));
  begun();
  await sleep(seconds * 1000);
  over = true;
  for (const socket of open) socket.terminate();
  return did;
};
