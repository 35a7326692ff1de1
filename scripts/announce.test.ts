import { afterEach, expect, test, vi } from 'vitest';
import { announce } from './announce.ts';

afterEach(() => vi.restoreAllMocks());

const saidFor = (host: string): string => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  announce({ host, urls: [`http://${host}:8080/`], accounts: undefined, setup: undefined });
  return said.mock.calls.map(([line]) => line).join('\n');
};

test.each(['0.0.0.0', '::', '10.1.2.3', 'relight.example', '127.0.0.1.example'])(
  'who listens on %s is warned of clear text',
  (host) => expect(saidFor(host)).toMatch(/WARNING: clear-text HTTP/),
);

test.each(['127.0.0.1', '127.9.0.1', '::1', 'localhost'])('on %s nobody else can listen in', (host) =>
  expect(saidFor(host)).not.toMatch(/WARNING/),
);
