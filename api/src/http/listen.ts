import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import type { Limits } from '../limits/limits.ts';
import type { Live } from '../operations/live.ts';
import { limitConnections } from './connection-limits.ts';
import { ignoreUpgrade, offersWebSocket } from './ignore-upgrade.ts';
import type { TrustedProxies } from './trusted-proxies.ts';
import { answerUnreadable } from './unreadable-requests.ts';

/** How often connections are looked at that have not said what they want. */
const CHECK_SILENT_MS = 1_000;
/** Connections that wait until they are accepted: where there is no room, whoever comes tries again only after a second, then after two more. */
const BACKLOG = 4_096;

/**
 * Serves requests by `fetch` and sockets by `live`.
 * @throws the system's error if it cannot listen there (EADDRINUSE, EACCES …)
 */
export const listen = (
  fetch: (request: Request, env: never) => Response | Promise<Response>,
  live: Live,
  {
    host,
    port,
    limits,
    proxies,
  }: { host: string; port: number; limits: Limits['connections']; proxies: TrustedProxies },
): Promise<{ port: number; close(): Promise<void> }> =>
  new Promise((resolve, reject) => {
    const server = createAdaptorServer({
      fetch: fetch as never,
      // Counts from the opening of a connection too: one that says nothing is closed.
      serverOptions: { headersTimeout: limits.headSeconds * 1000, connectionsCheckingInterval: CHECK_SILENT_MS },
    });
    limitConnections(server as Server, proxies, limits);
    answerUnreadable(server as Server);
    server.on('upgrade', (request: IncomingMessage, socket, head) => {
      if (offersWebSocket(request)) void live.upgrade(request, socket, head);
      else ignoreUpgrade(server as Server, request, socket, head);
    });
    (server as Server).maxConnections = limits.atOnce;
    server.once('error', reject);
    // Longer than proxies keep a connection: whoever closes first must not be us, or a request on its way is lost.
    if ('keepAliveTimeout' in server) server.keepAliveTimeout = 75_000;
    server.once('listening', () => {
      server.off('error', reject);
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            // A server is not closed before its sockets are, and those do not end by themselves.
            void live.close();
            server.close(() => closed());
            if ('closeIdleConnections' in server) server.closeIdleConnections();
            // A request that hangs must not keep the program from stopping.
            setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 3_000).unref();
          }),
      });
    });
    server.listen({ host, port, backlog: BACKLOG });
  });
