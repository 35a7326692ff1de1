import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { networkRoutes } from '@relight/api/networks/routes';
import type { Networks } from '@relight/api/networks/store';
import type { World } from './world.ts';

export type MapServer = {
  readonly url: string;
  /** Bytes of the network as they went over the wire since this was last asked: tiles, or the straightforward map's file. */
  readonly takeSent: () => number;
  readonly close: () => Promise<void>;
};

/** The product's own network routes over a network in memory, the built page, and the straightforward map's file, gzipped like all. */
export const serveMap = async (world: World, pageDir: string, plainFile: string): Promise<MapServer> => {
  const routes = networkRoutes({ networks: inMemory(world) });
  let sent = 0;
  const count = (response: ServerResponse, bytes: number) => {
    sent += bytes;
    response.setHeader('content-length', bytes);
  };
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const answer = async (): Promise<void> => {
      if (path.startsWith('/api/')) {
        const found = await routes.request(path, { headers: { 'accept-encoding': 'gzip' } });
        for (const [name, value] of found.headers) response.setHeader(name, value);
        const body = Buffer.from(await found.arrayBuffer());
        response.statusCode = found.status;
        count(response, body.length);
        response.end(body);
      } else if (path === '/plain.geojson') {
        response.setHeader('content-type', 'application/geo+json');
        response.setHeader('content-encoding', 'gzip');
        count(response, statSync(plainFile).size);
        createReadStream(plainFile).pipe(response);
      } else {
        const file = join(pageDir, normalize(path === '/' ? '/index.html' : path));
        const body = path === '/network.json' ? Buffer.from(JSON.stringify(world.description)) : readFileSync(file);
        response.setHeader('content-type', TYPES[extname(path)] ?? 'text/html; charset=utf-8');
        response.end(body);
      }
    };
    answer().catch(() => {
      response.statusCode = 404;
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    takeSent: () => {
      const bytes = sent;
      sent = 0;
      return bytes;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

const inMemory = ({ network, description }: World): Networks => {
  const is = (version: string) => version === description.version;
  return {
    list: async () => [],
    describe: async (version) => (is(version) ? description : undefined),
    open: async (version) => (is(version) ? network : undefined),
    base: async (version) => (is(version) ? null : undefined),
    names: async () => ({}),
    save: () => Promise.reject(new Error('nothing is imported here')),
  };
};
