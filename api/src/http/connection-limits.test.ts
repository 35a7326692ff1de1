import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { limitConnections } from './connection-limits.ts';
import { trustProxies } from './trusted-proxies.ts';

let server: Server;
let silent: Socket[];

const listen = async (trusted: readonly string[]) => {
  server = createServer((_, response) => response.end('served'));
  limitConnections(server, trustProxies(trusted), { perAddress: 3 });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
};
const port = () => (server.address() as AddressInfo).port;

beforeEach(() => {
  silent = [];
});
afterEach(() => {
  for (const socket of silent) socket.destroy();
  server.closeAllConnections();
  server.close();
});

const connectFrom = (localAddress: string) =>
  new Promise<Socket>((resolve) => {
    const socket = connect({ port: port(), host: '127.0.0.1', localAddress });
    socket.on('error', () => {});
    silent.push(socket);
    socket.resume();
    socket.once('connect', () => resolve(socket)).once('close', () => resolve(socket));
  });

const ask = (localAddress: string) =>
  new Promise<{ status: number | undefined; retryAfter: string | undefined; body: string }>((resolve, reject) => {
    request({ port: port(), host: '127.0.0.1', localAddress, agent: false }, (response) => {
      let body = '';
      response.on('data', (data) => {
        body += data;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode, retryAfter: response.headers['retry-after'], body }),
      );
    })
      .once('error', reject)
      .end();
  });

test('whoever holds many connections open keeps no other address out, and is told why there are no more', async () => {
  await listen([]);
  for (let i = 0; i < 3; i++) await connectFrom('127.0.0.66');
  const refused = await ask('127.0.0.66');
  expect(refused).toMatchObject({ status: 503, retryAfter: '10' });
  expect(JSON.parse(refused.body)).toMatchObject({
    error: { code: 'tooManyConnections', message: expect.stringContaining('At most 3 connections from one address') },
  });
  expect(await ask('127.0.0.1')).toMatchObject({ status: 200, body: 'served' });
  silent[0]?.destroy();
  await expect.poll(async () => (await ask('127.0.0.66')).status).toBe(200);
});

test('thousands beyond the limit are not kept', async () => {
  await listen([]);
  const sockets = await Promise.all(Array.from({ length: 200 }, () => connectFrom('127.0.0.66')));
  await expect.poll(() => sockets.filter(({ readyState }) => readyState === 'open').length).toBe(3);
});

test('a trusted proxy brings as many as there are', async () => {
  await listen(['127.0.0.66']);
  for (let i = 0; i < 10; i++) await connectFrom('127.0.0.66');
  expect((await ask('127.0.0.66')).status).toBe(200);
});
