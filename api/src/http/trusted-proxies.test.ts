import { describe, expect, test } from 'vitest';
import { addressGroup, isAddressOrNetwork, trustProxies } from './trusted-proxies.ts';

describe('who asks', () => {
  const { callerBehind } = trustProxies(['10.0.0.5', '192.168.0.0/16', 'fd00::/8']);
  test.each([
    ['203.0.113.9', undefined, '203.0.113.9'],
    // Who is no proxy of ours is not believed.
    ['203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['10.0.0.5', '198.51.100.1', '198.51.100.1'],
    ['::ffff:10.0.0.5', '198.51.100.1', '198.51.100.1'],
    // What the caller wrote stands before what the proxy added.
    ['10.0.0.5', '127.0.0.1, 198.51.100.1', '198.51.100.1'],
    ['10.0.0.5', '198.51.100.1, 192.168.7.7', '198.51.100.1'],
    ['fd00::1', '[2001:db8::7]:4711', '2001:db8::7'],
    ['10.0.0.5', '198.51.100.1:4711', '198.51.100.1'],
    ['10.0.0.5', 'unknown', '10.0.0.5'],
    ['10.0.0.5', undefined, '10.0.0.5'],
    ['', '198.51.100.1', ''],
  ])('from %s with X-Forwarded-For %s it is %s', (peer, forwarded, caller) => {
    expect(callerBehind(peer, forwarded)).toBe(caller);
  });

  test('nobody is believed unless somebody is trusted', () => {
    expect(trustProxies([]).callerBehind('127.0.0.1', '198.51.100.1')).toBe('127.0.0.1');
  });
});

test.each([
  ['10.0.0.5', true],
  ['10.0.0.0/8', true],
  ['fd00::/8', true],
  ['10.0.0.0/33', false],
  ['10.0.0.0/8/8', false],
  ['proxy.example', false],
  ['', false],
])('%s names an address or a network: %s', (text, right) => {
  expect(isAddressOrNetwork(text)).toBe(right);
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:db8::7', '2001:db8:0:0::/64'],
  ['2001:0db8:0:0:1:2:3:4', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s counts as %s', (address, group) => {
  expect(addressGroup(address)).toBe(group);
});
