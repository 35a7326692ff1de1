import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context } from 'hono';
import { clearsWhenTold } from '../http/caller.ts';
import type { Env } from '../http/env.ts';

/** An answer that never changes for its address, gzipped once. */
export type Packed = {
  readonly bytes: Uint8Array;
  readonly gzipped: Uint8Array;
  readonly etag: string;
  readonly type: string;
};

export const packed = async (bytes: Uint8Array, type: string): Promise<Packed> => ({
  bytes,
  gzipped: await promisify(gzip)(bytes, { level: 6 }),
  etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
  type,
});

export const packedJson = (value: unknown): Promise<Packed> =>
  packed(new TextEncoder().encode(JSON.stringify(value)), 'application/geo+json; charset=utf-8');

/** As long as a person's session lasts: what is kept may be shown without asking whether somebody is signed in. */
const KEPT_S = 12 * 3600;

/**
 * Answers 304 where the reader has it already. A network is not for everybody: no cache between may keep it, and a browser only where it
 * throws it away when its user signs out.
 */
export const answerImmutable = (c: Context<Env>, { bytes, gzipped, etag, type }: Packed): Response => {
  const headers: Record<string, string> = {
    etag,
    'cache-control': clearsWhenTold(c) ? `private, max-age=${KEPT_S}, immutable` : 'no-store',
    vary: 'Accept-Encoding',
  };
  if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304, headers);
  const takesGzip = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
  const body = takesGzip ? gzipped : bytes;
  headers['content-type'] = type;
  if (takesGzip) headers['content-encoding'] = 'gzip';
  return c.body(new Uint8Array(body), 200, headers);
};

/** Keeps the answers asked for last, up to a number of bytes, and makes each one once even when many ask at the same time. */
export const packedCache = (maxBytes: number) => {
  const kept = new Map<string, Promise<Packed>>();
  const sizes = new Map<string, number>();
  let total = 0;
  const drop = (key: string) => {
    total -= sizes.get(key) ?? 0;
    sizes.delete(key);
    kept.delete(key);
  };
  return (key: string, make: () => Promise<Packed>): Promise<Packed> => {
    const found = kept.get(key);
    const answer = found ?? make();
    kept.delete(key);
    kept.set(key, answer);
    if (found) return found;
    answer.then(
      ({ bytes, gzipped }) => {
        if (kept.get(key) !== answer) return;
        sizes.set(key, bytes.length + gzipped.length);
        total += bytes.length + gzipped.length;
        for (const [oldest] of kept) {
          if (total <= maxBytes) break;
          drop(oldest);
        }
      },
      () => drop(key),
    );
    return answer;
  };
};
