import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

const OF_THE_OFFER = new Set(['upgrade', 'connection', 'http2-settings']);

/**
 * Answers a request that offers a protocol other than WebSocket as if it had not offered anything, as HTTP demands (RFC 9110, 7.8).
 * Java's own client offers HTTP/2 with every first request to an http address, and Node hands each such offer over as an upgrade, with
 * its parser gone: so the request goes to the server once more, without the offer.
 */
export const ignoreUpgrade = (server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void => {
  const { method, url, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    if (!OF_THE_OFFER.has(name.toLowerCase())) lines.push(`${name}: ${rawHeaders[i + 1]}`);
  }
  if (head.length > 0) socket.unshift(head);
  socket.unshift(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'));
  server.emit('connection', socket);
};

/** Whether a request asks for a live socket. */
export const offersWebSocket = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket';
