import type { IncomingMessage } from 'node:http';
import type { Tables } from '@relight/db/connect';
import type { Actor } from '@relight/shared/operation/events';
import type { CrewId } from '@relight/shared/operation/ids';
import { headersOf } from '../http/caller.ts';
import type { SessionCookie } from './cookie.ts';
import { findKey } from './keys.ts';
import type { Sessions } from './sessions.ts';
import type { User } from './users.ts';

export type Authenticated = {
  readonly actor: Actor;
  /** Of the session or the machine key: what `onRevoked` names when it ends. */
  readonly sessionId: string;
  /** Null for a machine. */
  readonly user: User | null;
};

export type Authenticate = (request: Request | IncomingMessage) => Promise<Authenticated | null>;

/** Who asks, by session cookie or machine key, for requests and for the upgrade to a socket; null for nobody known. */
export const createAuthenticate =
  ({ tables, sessions, cookie }: { tables: Tables; sessions: Sessions; cookie: SessionCookie }): Authenticate =>
  async (request) => {
    const headers = headersOf(request);
    const authorization = headers.get('authorization');
    // Who sends a key means that key: no falling back to a cookie that happens to be there.
    if (typeof authorization === 'string') {
      const key = await findKey(tables, /^Bearer +(\S{1,200})$/i.exec(authorization)?.[1] ?? '');
      return key ? { actor: { id: key.id, role: key.role }, sessionId: key.id, user: null } : null;
    }
    const token = cookie.read(headers, request.url);
    const session = token === undefined ? undefined : await sessions.find(token);
    if (!session) return null;
    const { id, user } = session;
    const crew = user.crewId === null ? {} : { crew: user.crewId as CrewId };
    return { actor: { id: user.id, role: user.role, ...crew }, sessionId: id, user };
  };
