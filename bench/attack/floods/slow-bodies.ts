import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Flood } from '../attacker.ts';

const BODIES = 3;
/** What each says that it will send, which is as much as may be sent; it sends a byte a second. */
const STATED_BYTES = 16_000_000;

/** A sender of reports begins three large bodies and lets them trickle. */
export const slowBodies: Flood = async ({ url, operation, key, seconds }, begun) => {
  const { hostname, port, host } = new URL(url);
  const did = { bodies: BODIES, endedByServer: 0 };
  let over = false;
  const sockets = Array.from({ length: BODIES }, () => {
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /api/operations/${operation}/reports HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${key}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${STATED_BYTES}\r\n\r\n[`,
    );
    const trickle = setInterval(() => socket.write(' '), 1_000);
    socket.on('error', () => {});
    socket.resume();
    socket.once('close', () => {
      clearInterval(trickle);
      if (!over) did.endedByServer++;
    });
    return socket;
  });
  await sleep(500);
  begun();
  await sleep(seconds * 1000);
  over = true;
  for (const socket of sockets) socket.destroy();
  return did;
};
