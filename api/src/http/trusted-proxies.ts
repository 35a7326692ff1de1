import { BlockList, isIP } from 'node:net';

/** The reverse proxies of this installation, who alone are believed when they say for whom they ask. */
export type TrustedProxies = {
  isTrusted(address: string): boolean;
  /**
   * The address of whoever asks: the last one in `X-Forwarded-For` that no trusted proxy stands at. What stands before it, anybody may
   * have written.
   * @param peer at the other end of the socket
   */
  callerBehind(peer: string, forwardedFor: string | undefined): string;
};

/** @param trusted addresses and networks, like `10.0.0.5` and `fd00::/8` */
export const trustProxies = (trusted: readonly string[]): TrustedProxies => {
  const list = new BlockList();
  for (const text of trusted) {
    const [address = '', bits] = text.split('/');
    list.addSubnet(address, Number(bits ?? wholeOf(address)), familyOf(address));
  }
  const isTrusted = (address: string) =>
    trusted.length > 0 && isIP(address) !== 0 && list.check(address, familyOf(address));
  return {
    isTrusted: (address) => isTrusted(plainAddress(address)),
    callerBehind(peer, forwardedFor) {
      let caller = plainAddress(peer);
      const hops = forwardedFor?.split(',') ?? [];
      while (isTrusted(caller)) {
        const hop = plainAddress(hops.pop() ?? '');
        if (isIP(hop) === 0) break;
        caller = hop;
      }
      return caller;
    },
  };
};

/** Whether a text names an address, or a network by an address and the length of its prefix. */
export const isAddressOrNetwork = (text: string): boolean => {
  const [address = '', bits, ...more] = text.split('/');
  if (isIP(address) === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= wholeOf(address));
};

/**
 * What counts as one address where something is allowed so often from each: an IPv4 address, or the 64 bits of an IPv6 address that name
 * a network, because whoever has one of its addresses has all of them.
 */
export const addressGroup = (address: string): string => {
  const plain = plainAddress(address);
  if (isIP(plain) !== 6) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length;
  const all = [...groups, ...Array<string>(missing).fill('0'), ...(tail?.split(':').filter(Boolean) ?? [])];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
};

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
const wholeOf = (address: string): number => (isIP(address) === 6 ? 128 : 32);

/** Without a port, brackets or zone, and IPv4 as such also where the socket speaks both. */
const plainAddress = (text: string): string => {
  const trimmed = text.trim();
  const bare = /^\[(.+)\](:\d+)?$/.exec(trimmed)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(trimmed)?.[1] ?? trimmed;
  const withoutZone = bare.replace(/%.*$/, '');
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(withoutZone)?.[1] ?? withoutZone;
};
