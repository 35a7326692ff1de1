import type { WebSocket } from 'ws';
import type { Flood } from '../attacker.ts';
import { withSockets } from './sockets.ts';

const SOCKETS = 100;
/** Orders of one socket that are not answered yet; the server reads no more of them at once. */
const UNDER_WAY = 64;
const MOST = 400_000;

/** An account that may only look gives orders on a hundred sockets, as fast as they are answered. */
export const forbiddenOrders: Flood = async (target, begun) => {
  let orders = 0;
  const order = (socket: WebSocket) => {
    if (orders >= MOST) return;
    const command = { id: `forbidden-${process.pid}-${orders++}`, type: 'addNote', incident: 'inc_1', text: 'x' };
    socket.send(JSON.stringify({ kind: 'command', command }));
  };
  const did = await withSockets(target, SOCKETS, begun, (socket) => {
    socket.on('message', (data: Buffer) => {
      if (data.subarray(0, 20).includes('"answer"')) order(socket);
    });
    for (let i = 0; i < UNDER_WAY; i++) order(socket);
  });
  return { ...did, orders };
};
