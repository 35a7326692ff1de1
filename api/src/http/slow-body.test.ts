import { type AddressInfo, connect } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Env } from './env.ts';
import { handleError } from './handle-error.ts';
import { readText } from './read-body.ts';

const RATE = 1_000;
let leastBytesPerSecond = RATE;
let server: ReturnType<typeof serve>;

beforeEach(async () => {
  leastBytesPerSecond = RATE;
  const app = new Hono<Env>();
  app.onError(handleError(pino({ level: 'silent' })));
  app.use((c, next) => {
    c.set('bodies', { graceSeconds: 1, leastBytesPerSecond });
    return next();
  });
  app.post('/', async (c) => c.text(String((await readText(c, 16_000_000)).length)));
  await new Promise<void>((listening) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => listening());
  });
});
afterEach(() => void server.close());

/** Sends a head and a first piece, then `every` so many milliseconds another. */
const trickle = (stated: number, piece: string, everyMs: number) => {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${stated}\r\n\r\n${piece}`);
  const timer = setInterval(() => socket.write(piece), everyMs);
  let heard = '';
  socket.on('data', (data) => {
    heard += data;
  });
  return {
    socket,
    closed: new Promise<string>((resolve) =>
      socket.once('close', () => {
        clearInterval(timer);
        resolve(heard);
      }),
    ),
    answered: new Promise<string>((resolve) =>
      socket.on('data', () => {
        if (!/\r\n\r\n./s.test(heard)) return;
        clearInterval(timer);
        resolve(heard);
      }),
    ),
  };
};

test('a body that trickles is answered with what is wrong, and its connection is closed', async () => {
  const heard = await trickle(16_000_000, ' ', 200).closed;
  expect(heard).toMatch(/^HTTP\/1\.1 408 /);
  expect(heard.toLowerCase()).toContain('connection: close');
  expect(heard).toContain('"code":"bodyTooSlow"');
});

test('a body that comes in many pieces, but not too slowly, is taken', async () => {
  const piece = 'x'.repeat(RATE);
  const { answered, socket } = trickle(piece.length * 8, piece, 200);
  expect(await answered).toMatch(/^HTTP\/1\.1 200 .*8000$/s);
  socket.destroy();
});

test('a rate so low that no timer can run that long asks for no haste', async () => {
  leastBytesPerSecond = 1;
  const piece = 'x'.repeat(3_000_000);
  const { closed, socket } = trickle(4 * piece.length, piece, 100);
  socket.once('data', () => socket.end());
  expect(await closed).toContain(`\r\n\r\n${4 * piece.length}`);
});
