import type { MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import type { Env } from './env.ts';

const compressed: MiddlewareHandler<Env> = compress({ threshold: 1024 });

/**
 * What is read can be long. The answer to a command is short and somebody waits for it: compressed it goes out in pieces, by way of a thread,
 * and reaches the one who gave the command after everybody else has its event.
 */
export const compressReads: MiddlewareHandler<Env> = (c, next) =>
  c.req.method === 'GET' ? compressed(c, next) : next();
