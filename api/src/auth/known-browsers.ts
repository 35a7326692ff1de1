import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { parse } from 'hono/utils/cookie';
import { isHttps } from '../http/caller.ts';
import type { Env } from '../http/env.ts';

const DAY_S = 24 * 3600;
/** Longer than anybody is on leave. */
const LIFETIME_S = 180 * DAY_S;

/**
 * Browsers in which somebody has signed in before. Each keeps a token that says so, signed by this installation, so that wrong passwords
 * from elsewhere do not keep its owner out. A token opens nothing: the password is asked for all the same.
 */
export type KnownBrowsers = {
  /**
   * Notes that this person has signed in in this browser.
   * @param browser what names it, where it is known already
   */
  remember(c: Context<Env>, username: string, browser?: string): void;
  /** What names this browser for this person, or undefined where this person has not signed in in it before. */
  find(c: Context<Env>, username: string): string | undefined;
};

/** @param key of this installation */
export const createKnownBrowsers = (key: Buffer, now: () => number = Date.now): KnownBrowsers => {
  const sign = (text: string) => createHmac('sha256', key).update(text).digest();

  // One for each person who signs in in a browser that a desk shares.
  const cookieOf = (username: string, secure: boolean) => {
    const name = sign(`name ${username.toLowerCase()}`).toString('hex').slice(0, 12);
    return `${secure ? '__Secure-' : ''}relight_known_${name}`;
  };

  const signature = (username: string, issued: string, browser: string) =>
    sign(`browser ${createHash('sha256').update(username.toLowerCase()).digest('hex')} ${issued} ${browser}`);

  return {
    remember(c, username, browser = randomBytes(9).toString('base64url')) {
      const secure = isHttps(c.req.raw.headers, c.req.url);
      const issued = Math.floor(now() / 1000).toString(36);
      const token = `${issued}.${browser}.${signature(username, issued, browser).toString('base64url')}`;
      const attributes = `Path=/api/session; Max-Age=${LIFETIME_S}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
      c.header('Set-Cookie', `${cookieOf(username, secure)}=${token}; ${attributes}`, { append: true });
    },
    find(c, username) {
      const cookies = parse(c.req.header('cookie') ?? '');
      const token = cookies[cookieOf(username, true)] ?? cookies[cookieOf(username, false)];
      const [, issued = '', browser = '', mac = ''] =
        /^([0-9a-z]{1,10})\.([\w-]{12})\.([\w-]{43})$/.exec(token ?? '') ?? [];
      const right = signature(username, issued, browser);
      const given = Buffer.from(mac, 'base64url');
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      return now() / 1000 - Number.parseInt(issued, 36) < LIFETIME_S ? browser : undefined;
    },
  };
};
