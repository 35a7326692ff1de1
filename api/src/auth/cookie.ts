import type { Context } from 'hono';
import { isHttps } from '../http/caller.ts';
import type { Env } from '../http/env.ts';

/** With https, browsers accept the prefixed name only from this very host and only as Secure, so that no neighbour can plant one. */
const NAME = 'relight_session';
const SECURE_NAME = `__Host-${NAME}`;

/** By name. */
export const readCookies = (header: string | undefined): ReadonlyMap<string, string> =>
  new Map(
    (header ?? '').split(';').map((pair): [string, string] => {
      const equals = pair.indexOf('=');
      return [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
    }),
  );

/** The session's token; a token is 43 characters of base64url. */
export const readSessionCookie = (cookies: string | undefined): string | undefined => {
  const found = readCookies(cookies);
  const token = found.get(SECURE_NAME) ?? found.get(NAME);
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
};

export const setSessionCookie = (c: Context<Env>, token: string, maxAgeS: number): void => {
  const secure = isHttps(c.req.raw.headers, c.req.url);
  const attributes = `Path=/; Max-Age=${maxAgeS}; HttpOnly; SameSite=Strict`;
  c.header(
    'Set-Cookie',
    secure ? `${SECURE_NAME}=${token}; ${attributes}; Secure` : `${NAME}=${token}; ${attributes}`,
    { append: true },
  );
};

export const clearSessionCookie = (c: Context<Env>): void => {
  c.header('Set-Cookie', `${NAME}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict`, { append: true });
  if (isHttps(c.req.raw.headers, c.req.url)) {
    c.header('Set-Cookie', `${SECURE_NAME}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict; Secure`, { append: true });
  }
};
