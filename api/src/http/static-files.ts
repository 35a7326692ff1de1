import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
import type { Env } from './env.ts';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  woff: 'font/woff',
  wasm: 'application/wasm',
  pbf: 'application/x-protobuf',
  txt: 'text/plain; charset=utf-8',
  map: 'application/json',
};
const COMPRESSED_ALREADY = new Set(['png', 'jpg', 'webp', 'woff', 'woff2', 'ico']);
/** Shorter files gain nothing. */
const WORTH_COMPRESSING = 1024;

/** The builder puts a hash of the content into these names: such a file never changes. */
const HASHED = /[-.][\w-]{8,}\.\w+$/;

type Encoding = 'br' | 'gzip';
type StaticFile = { readonly path: string; readonly size: number; readonly extension: string; readonly etag: string };

/**
 * Serves the files of a directory. They are listed once, and only what is on the list is ever opened: no path in a request can lead
 * out of the directory.
 */
export const staticFiles = (directory: string) => {
  const files = new Map(list(directory, ''));
  const packed = new Map<string, Promise<Buffer>>();

  const pack = (name: string, { path }: StaticFile, encoding: Encoding): Promise<Buffer> => {
    const key = `${encoding} ${name}`;
    const done = packed.get(key) ?? compressFile(path, encoding);
    packed.set(key, done);
    done.catch(() => packed.delete(key));
    return done;
  };

  return {
    names: (): string[] => [...files.keys()],

    /** The answer for the file of this name, or undefined if there is none. */
    async answer(c: Context<Env>, name: string): Promise<Response | undefined> {
      const file = files.get(name);
      if (!file) return undefined;
      const compressible = !COMPRESSED_ALREADY.has(file.extension) && file.size >= WORTH_COMPRESSING;
      const encoding = compressible ? preferred(c.req.header('accept-encoding') ?? '') : null;
      const etag = encoding ? `"${file.etag}-${encoding}"` : `"${file.etag}"`;
      const headers: Record<string, string> = {
        'Content-Type': TYPES[file.extension] ?? 'application/octet-stream',
        'Cache-Control':
          name.startsWith('assets/') && HASHED.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
        ETag: etag,
        ...(compressible && { Vary: 'Accept-Encoding' }),
      };
      if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
      if (encoding) headers['Content-Encoding'] = encoding;
      const content = encoding ? await pack(name, file, encoding) : await readFile(file.path);
      headers['Content-Length'] = String(content.byteLength);
      if (c.req.method === 'HEAD') return c.body(null, 200, headers);
      return c.body(
        new Uint8Array(content.buffer as ArrayBuffer, content.byteOffset, content.byteLength),
        200,
        headers,
      );
    },
  };
};
export type StaticFiles = ReturnType<typeof staticFiles>;

const list = (directory: string, prefix: string): [string, StaticFile][] =>
  readdirSync(directory, { withFileTypes: true }).flatMap((entry): [string, StaticFile][] => {
    const path = join(directory, entry.name);
    const name = `${prefix}${entry.name}`;
    if (entry.isDirectory()) return list(path, `${name}/`);
    // Links may lead out of the directory, and names with a dot in front are nobody's business.
    if (!entry.isFile() || entry.name.startsWith('.')) return [];
    const etag = createHash('sha256').update(readFileSync(path)).digest('base64url').slice(0, 22);
    const extension = entry.name.slice(entry.name.lastIndexOf('.') + 1).toLowerCase();
    return [[name, { path, size: statSync(path).size, extension, etag }]];
  });

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

const compressFile = async (path: string, encoding: Encoding): Promise<Buffer> => {
  const content = await readFile(path);
  return encoding === 'br'
    ? brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } })
    : deflate(content, { level: 7 });
};

const preferred = (accepted: string): Encoding | null => {
  const offers = accepted.split(',').map((offer) => offer.trim().toLowerCase());
  const takes = (name: string) =>
    offers.some((offer) => (offer === name || offer.startsWith(`${name};`)) && !/;\s*q=0(\.0*)?$/.test(offer));
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : null;
};

const matches = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((known) => known.trim().replace(/^W\//, '') === etag);
