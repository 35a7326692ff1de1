import type { Context } from 'hono';
import type { Env } from './env.ts';

/** The address at the other end of the socket; empty where there is none. Headers that claim another one are not believed. */
export const remoteAddress = (c: Context<Env>): string => c.env?.incoming?.socket?.remoteAddress ?? '';

/** Whether the browser speaks https, to us or to a proxy before us. A liar gains nothing: it only hardens its own cookie. */
export const isHttps = (headers: { get(name: string): string | null }, url = ''): boolean =>
  url.startsWith('https:') || headers.get('x-forwarded-proto')?.split(',')[0]?.trim() === 'https';

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
