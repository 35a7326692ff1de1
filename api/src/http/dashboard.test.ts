import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dashboard } from './dashboard.ts';
import type { Env } from './env.ts';
import { handleError } from './handle-error.ts';

const INDEX = `<!doctype html>${'<p>Relight</p>'.repeat(200)}`;
const SCRIPT = 'console.log(1);'.repeat(200);

let outside: string;
let app: Hono<Env>;
beforeAll(() => {
  outside = mkdtempSync(join(tmpdir(), 'relight-static-'));
  const directory = join(outside, 'dashboard');
  mkdirSync(join(directory, 'assets'), { recursive: true });
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  writeFileSync(join(directory, 'index.html'), INDEX);
  writeFileSync(join(directory, '.hidden'), 'secret');
  writeFileSync(join(directory, 'assets', 'main-C0ffee12.js'), SCRIPT);
  writeFileSync(join(directory, 'assets', 'plain.js'), SCRIPT);
  symlinkSync(join(outside, 'secret.txt'), join(directory, 'link.txt'));
  app = new Hono<Env>();
  app.onError(handleError(pino({ level: 'silent' })));
  app.all('/*', dashboard(directory));
});
afterAll(() => rmSync(outside, { recursive: true }));

const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

test.each([
  ['a browser', { accept: 'text/html,*/*' }],
  ['a program that takes anything', { accept: '*/*' }],
  ['a program that does not say', {}],
])('%s gets the start page, and the pages that no file stands for', async (_, headers: Record<string, string>) => {
  for (const page of ['/', '/console/op', '/wall']) expect(await (await get(page, headers)).text(), page).toBe(INDEX);
  for (const missing of ['/assets/missing-1234abcd.js', '/assets/x', '/logo.svg', '/api', '/api/nothing'])
    expect((await get(missing, headers)).status, missing).toBe(404);
});

test('what is no page is not answered with one', async () => {
  expect((await get('/console/op', { accept: 'application/json' })).status).toBe(404);
  expect((await get('/console/op', { accept: 'image/*' })).status).toBe(404);
  expect((await app.request('/', { method: 'POST' })).status).toBe(405);
});

test('what has its content in its name is kept for good, all else is asked for again and costs nothing', async () => {
  expect((await get('/assets/main-C0ffee12.js')).headers.get('cache-control')).toContain('immutable');
  expect((await get('/assets/plain.js')).headers.get('cache-control')).toBe('no-cache');
  const page = await get('/');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const again = await get('/', { 'if-none-match': page.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
});

test('files are compressed as the browser likes it', async () => {
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync } as const;
  for (const [accepted, encoding] of [
    ['gzip, br', 'br'],
    ['gzip, br;q=0', 'gzip'],
    ['gzip', 'gzip'],
  ] as const) {
    const response = await get('/', { 'accept-encoding': accepted });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(unpack[encoding](new Uint8Array(await response.arrayBuffer())).toString()).toBe(INDEX);
  }
  expect((await get('/', { 'accept-encoding': 'identity' })).headers.get('content-encoding')).toBeNull();
});

test('nothing outside the directory can be reached', async () => {
  const ways = [
    '../secret.txt',
    '..%2fsecret.txt',
    '%2e%2e/secret.txt',
    '..\\secret.txt',
    '%00',
    '%ff',
    '.hidden',
    'link.txt',
  ];
  for (const way of [...ways, ...ways.map((it) => `assets/../${it}`)]) {
    const text = await (await get(`/${way}`)).text();
    expect(text, way).not.toContain('"secret"');
    expect(text === 'secret', way).toBe(false);
  }
});
