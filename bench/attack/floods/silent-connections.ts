import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Flood } from '../attacker.ts';

/** Held at the same time, from one address that nobody else has. */
const CONNECTIONS = 10_000;
const FROM = '127.0.0.66';
const AT_A_TIME = 200;
const MOST = 40_000;

/** Connects, says nothing, and connects again where it is let go. */
export const silentConnections: Flood = async ({ url, seconds }, begun) => {
  const { hostname, port } = new URL(url);
  const did = { connections: 0, open: 0, letGo: 0 };
  const open = new Set<Socket>();
  const until = performance.now() + seconds * 1000 + 3_000;
  const one = () => {
    did.connections++;
    const socket = connect({ host: hostname, port: Number(port), localAddress: FROM });
    open.add(socket);
    socket.on('error', () => {});
    socket.resume();
    socket.once('close', () => {
      open.delete(socket);
      did.letGo++;
    });
  };
  let said = false;
  while (performance.now() < until) {
    for (let i = 0; i < AT_A_TIME && open.size < CONNECTIONS && did.connections < MOST; i++) one();
    await sleep(20);
    if (!said && (open.size >= CONNECTIONS || did.connections >= CONNECTIONS)) {
      said = true;
      begun();
    }
  }
  if (!said) begun();
  did.open = open.size;
  for (const socket of open) socket.destroy();
  return did;
};
