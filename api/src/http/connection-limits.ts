import type { Socket } from 'node:net';
import { LIMITS, type Limits } from '../limits/limits.ts';
import { addressGroup, type TrustedProxies } from './trusted-proxies.ts';

/** How long whoever is turned away may take to read why. */
const CLOSING_MS = 1_000;
/** So many of one address may be reading that at the same time; the rest is closed at once. */
const CLOSING_AT_ONCE = 50;

/**
 * Bounds how many connections one address has, so that whoever holds thousands open keeps nobody else out. A trusted proxy has as many
 * as it likes: it brings everybody.
 * @returns what to do with each connection that is opened
 */
export const limitConnections = (
  proxies: Pick<TrustedProxies, 'isTrusted'>,
  { perAddress }: Pick<Limits['connections'], 'perAddress'> = LIMITS.connections,
): ((socket: Socket) => void) => {
  const open = new Map<string, number>();
  const seen = new WeakSet<Socket>();
  return (socket) => {
    const address = socket.remoteAddress ?? '';
    // A connection whose offer of another protocol was passed over is announced twice.
    if (seen.has(socket) || proxies.isTrusted(address)) return;
    seen.add(socket);
    const group = addressGroup(address);
    const count = (open.get(group) ?? 0) + 1;
    open.set(group, count);
    socket.once('close', () => {
      const left = (open.get(group) ?? 1) - 1;
      if (left > 0) open.set(group, left);
      else open.delete(group);
    });
    if (count > perAddress + CLOSING_AT_ONCE) socket.destroy();
    else if (count > perAddress) turnAway(socket, perAddress);
  };
};

const turnAway = (socket: Socket, perAddress: number): void => {
  const message = `At most ${perAddress} connections from one address at the same time. Close some, or name the proxy in front as a trusted one.`;
  const body = JSON.stringify({ error: { code: 'tooManyConnections', message } });
  socket.on('error', () => socket.destroy());
  socket.end(
    'HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Type: application/json\r\nRetry-After: 10\r\n' +
      `Cache-Control: no-store\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  setTimeout(() => socket.destroy(), CLOSING_MS).unref();
};
