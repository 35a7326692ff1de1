import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { LIMITS, type Limits } from '../limits/limits.ts';
import { rawAnswer } from './raw-answer.ts';
import { addressGroup, type TrustedProxies } from './trusted-proxies.ts';

/** How long whoever is turned away may take to read why. */
const CLOSING_MS = 1_000;
/** So many of one address are told why in a second; the rest is closed at once, which costs a fifth of it. */
const TOLD_PER_SECOND = 50;

type Open = { count: number; told: number; tellingSince: number };

/**
 * Bounds how many connections one address has, so that whoever holds thousands open keeps nobody else out. A trusted proxy has as many
 * as it likes: it brings everybody. What is turned away never reaches the server's reader of requests.
 */
export const limitConnections = (
  server: Server,
  proxies: Pick<TrustedProxies, 'isTrusted'>,
  { perAddress }: Pick<Limits['connections'], 'perAddress'> = LIMITS.connections,
): void => {
  const open = new Map<string, Open>();
  const seen = new WeakSet<Socket>();
  const admits = (socket: Socket): boolean => {
    // A connection whose offer of another protocol was passed over is announced twice.
    if (seen.has(socket)) return true;
    seen.add(socket);
    const address = socket.remoteAddress ?? '';
    const group = addressGroup(address);
    const theirs = open.get(group) ?? { count: 0, told: 0, tellingSince: 0 };
    if (theirs.count >= perAddress && !proxies.isTrusted(address)) {
      if (mayTell(theirs)) turnAway(socket, perAddress);
      else socket.resetAndDestroy();
      return false;
    }
    open.set(group, theirs);
    theirs.count += 1;
    socket.once('close', () => {
      theirs.count -= 1;
      if (theirs.count === 0) open.delete(group);
    });
    return true;
  };
  const readers = server.listeners('connection') as ((this: Server, socket: Socket) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket: Socket) => {
    if (admits(socket)) for (const read of readers) read.call(server, socket);
  });
};

const mayTell = (theirs: Open): boolean => {
  const now = performance.now();
  if (now - theirs.tellingSince >= 1_000) Object.assign(theirs, { told: 0, tellingSince: now });
  theirs.told += 1;
  return theirs.told <= TOLD_PER_SECOND;
};

const turnAway = (socket: Socket, perAddress: number): void => {
  const message = `At most ${perAddress} connections from one address at the same time. Close some, or name the proxy in front as a trusted one.`;
  socket.on('error', () => socket.destroy());
  socket.end(rawAnswer(503, 'tooManyConnections', message, { 'Retry-After': '10' }));
  setTimeout(() => socket.destroy(), CLOSING_MS).unref();
};
