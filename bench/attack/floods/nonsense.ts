import type { WebSocket } from 'ws';
import type { Flood } from '../attacker.ts';
import { withSockets } from './sockets.ts';

const SOCKETS = 10;
const BYTES = 240_000;
const MOST = 10_000;

/** Messages just short enough to be read, and dear to read, without end on ten sockets. */
export const nonsense: Flood = async (target, begun) => {
  let messages = 0;
  const text = JSON.stringify({
    kind: 'command',
    command: { id: 'nonsense', type: 'launch', with: Array.from({ length: BYTES / 8 }, () => ({ a: 1 })) },
  });
  const send = (socket: WebSocket) => {
    if (messages >= MOST || socket.readyState !== socket.OPEN) return;
    messages++;
    socket.send(text, () => send(socket));
  };
  const did = await withSockets(target, SOCKETS, begun, (socket) => {
    socket.on('message', () => {});
    send(socket);
  });
  return { ...did, messages };
};
