import { afterEach, expect, test, vi } from 'vitest';
import { browsableUrls } from './address.ts';
import { announce } from './announce.ts';

afterEach(() => vi.restoreAllMocks());

const saidFor = (host: string, urls = browsableUrls({ host, port: 8080 })): string => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  announce({ host, urls, accounts: undefined, setup: undefined, demo: 'http://0.0.0.0:8080/#demo=secret' });
  return said.mock.calls.map(([line]) => line).join('\n');
};

test.each(['0.0.0.0', '::', '10.1.2.3', 'relight.example', '127.0.0.1.example'])(
  'who listens on %s is warned of clear text',
  (host) => expect(saidFor(host)).toMatch(/WARNING: clear-text HTTP/),
);

test.each(['127.0.0.1', '127.9.0.1', '::1', 'localhost'])('on %s nobody else can listen in', (host) =>
  expect(saidFor(host)).not.toMatch(/WARNING/),
);

test('the demo’s link is printed where it leads somewhere, after the address itself', () => {
  const local = saidFor('0.0.0.0', ['http://127.0.0.1:8080/', 'http://10.1.2.3:8080/']);
  const addresses = [...local.matchAll(/http:\/\/127\S+/g)].map(([address]) => address);
  expect(addresses).toEqual(['http://127.0.0.1:8080/', 'http://127.0.0.1:8080/#demo=secret']);
  vi.restoreAllMocks();
  expect(saidFor('10.1.2.3')).not.toContain('secret');
});
