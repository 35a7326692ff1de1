import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { isForeign } from '../auth/same-origin.ts';
import { headersOf } from '../http/caller.ts';
import { rawAnswer } from '../http/raw-answer.ts';

/**
 * Answers a request for a socket with an ordinary HTTP error and closes the connection.
 * @param headers lines of their own, like `Retry-After`
 */
export const refuseUpgrade = (
  socket: Duplex,
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void => {
  if (socket.destroyed) return;
  socket.end(rawAnswer(status, code, message, headers));
};

/**
 * Whether the request comes from a page of this server, or from no page at all. A browser sends the cookie with requests of any page but
 * always names the page's origin, and no page can make it send a key.
 */
export const sameOrigin = (request: IncomingMessage): boolean =>
  // Only a key: a browser does send Basic, for an address with a name and a password in it.
  /^bearer /i.test(request.headers.authorization ?? '') || !isForeign(headersOf(request));
