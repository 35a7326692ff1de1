import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import type { Env } from './env.ts';

/** The address at the other end of the socket; empty where there is none. Headers that claim another one are not believed. */
export const remoteAddress = (c: Context<Env>): string => c.env?.incoming?.socket?.remoteAddress ?? '';

/** Of a request, whichever form it has. */
export type RequestHeaders = { get(name: string): string | null | undefined };

/** The headers of a request, whether it comes through hono or as an upgrade. */
export const headersOf = (request: Request | IncomingMessage): RequestHeaders => {
  const { headers } = request;
  if (headers instanceof Headers) return headers;
  return {
    get: (name) => {
      const value = (headers as IncomingMessage['headers'])[name];
      return typeof value === 'string' ? value : undefined;
    },
  };
};

/** Whether the browser speaks https, to us or to a proxy before us. A liar gains nothing: it only hardens its own cookie. */
export const isHttps = (headers: RequestHeaders, url = ''): boolean =>
  url.startsWith('https:') || headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https';

/** Whether the browser does as `Clear-Site-Data` says: it does so with https, and on the machine itself. */
export const clearsWhenTold = (c: Context<Env>): boolean =>
  isHttps(c.req.raw.headers, c.req.url) || LOOPBACK_NAME.test(c.req.header('host') ?? new URL(c.req.url).host);

const LOOPBACK_ADDRESS = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOOPBACK_NAME = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;
const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/**
 * Whether a person at this very machine asks, without anything in between. The Host header must be a loopback name too: a page from
 * elsewhere whose name was made to point to 127.0.0.1 (DNS rebinding) sends its own name there. A proxy on this machine speaks for others.
 */
export const isAtThisMachine = (c: Context<Env>): boolean =>
  LOOPBACK_ADDRESS.test(remoteAddress(c)) &&
  LOOPBACK_NAME.test(c.req.header('host') ?? '') &&
  FORWARDING.every((name) => c.req.header(name) === undefined);
