import type { Context } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { isHttps, type RequestHeaders } from '../http/caller.ts';
import type { Env } from '../http/env.ts';

const ATTRIBUTES = { path: '/', httpOnly: true, sameSite: 'Strict' } as const;

export type SessionCookie = ReturnType<typeof createSessionCookie>;

/**
 * The cookie that holds a session's token. Browsers do not tell the ports of a host apart, so that the name tells the installations
 * there apart. With https they accept the prefixed name only from this very host and only as Secure: no neighbour can plant one, and
 * there the plain name, which anybody could, is not heard.
 */
export const createSessionCookie = (installation: string) => {
  const name = `relight_session_${installation}`;
  const prefix = (c: Context<Env>) => isHttps(c.req.raw.headers, c.req.url) && ({ prefix: 'host' } as const);
  return {
    name,

    /** The session's token; a token is 43 characters of base64url. */
    read(headers: RequestHeaders, url?: string): string | undefined {
      const found = parse(headers.get('cookie') ?? '');
      const token = found[`__Host-${name}`] ?? (isHttps(headers, url) ? undefined : found[name]);
      return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
    },

    set(c: Context<Env>, token: string, maxAgeS: number): void {
      setCookie(c, name, token, { ...ATTRIBUTES, ...prefix(c), maxAge: maxAgeS });
    },

    clear(c: Context<Env>): void {
      deleteCookie(c, name, { ...ATTRIBUTES, ...prefix(c) });
    },
  };
};
