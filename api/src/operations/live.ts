import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Actor } from '@relight/shared/operation/events';
import { isStorable, NOT_STORABLE } from '@relight/shared/operation/ids';
import { MAX_UP_BYTES } from '@relight/shared/protocol/up';
import { PROTOCOL_VERSION } from '@relight/shared/protocol/version';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { problemOf, troubleOf } from '../database-trouble.ts';
import { describeIssues, flatten } from '../http/read-body.ts';
import type { Limits } from '../limits/limits.ts';
import { NO_SECURITY_LOG, type SecurityLog } from '../security-log.ts';
import type { Writes } from '../watch-writes.ts';
import { type Account, createAccounts } from './accounts.ts';
import { type Feed, startFeed } from './feed.ts';
import type { Operations } from './operations.ts';
import { createReader, type Reader, sayBye } from './reader.ts';
import { refuseUpgrade, sameOrigin } from './refuse-upgrade.ts';
import type { Room } from './room.ts';
import { openSocket } from './socket.ts';

/** Whom a request speaks for; null for nobody. Asked when a connection opens and now and then while it is open. */
export type Authenticate = (request: IncomingMessage) => Promise<Identity | null>;
export type Identity = { readonly actor: Actor; readonly sessionId: string };
export type Sessions = {
  /** Hears of every session that ends before its time. Returns how to stop. */
  onRevoked(listener: (sessionId: string) => void): () => void;
};

/** The live socket, `GET /api/live?operation=ID&from=SEQ`. */
export type Live = {
  /** For the server's `upgrade` event. Answers every request, also those for other paths. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void>;
  /** Says goodbye to everybody. */
  close(): Promise<void>;
};

export const LIVE_PATH = '/api/live';
/** Only the path and the query count: whose address it is has been decided by who listens. */
const BASE = 'http://relight.invalid';
const RECHECK_MS = 60_000;

const query = z.object({
  operation: z.string().min(1).max(100).refine(isStorable, NOT_STORABLE),
  from: z.coerce.number().int().min(0).optional(),
  /** The version of the messages that the client speaks; left out, it is taken to be this one. */
  version: z.coerce.number().int().optional(),
});

type Connection = Identity & { readonly request: IncomingMessage; readonly reader: Reader };

type Deps = {
  readonly operations: Operations;
  readonly authenticate: Authenticate;
  readonly sessions: Sessions;
  /** Whether anything can be written, for everybody who looks. */
  readonly writes?: Pick<Writes, 'trouble'> | undefined;
  readonly log: Logger;
  readonly security?: SecurityLog;
  /** From where somebody asks, for the security log. */
  readonly addressOf?: (request: IncomingMessage) => string;
  readonly limits?: Limits['sockets'];
};

export const createLive = ({
  operations,
  authenticate,
  sessions,
  writes,
  log,
  security = NO_SECURITY_LOG,
  addressOf = ({ socket }) => socket.remoteAddress ?? '',
  limits,
}: Deps): Live => {
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_UP_BYTES,
  });
  const accounts = createAccounts(limits);
  const feeds = new Map<Room, Feed>();
  const connections = new Set<Connection>();
  let closed = false;

  const feedOf = (room: Room): Feed => {
    let feed = feeds.get(room);
    if (feed === undefined) {
      feed = startFeed({ room, operations, writes, log, emptied: () => feeds.delete(room) });
      feeds.set(room, feed);
    }
    return feed;
  };

  const signOut = (connection: Connection, retry: boolean) => sayBye(connection.reader, 'signedOut', retry);

  /** How many are on their way in, and which sessions have ended meanwhile: theirs may be among them. */
  let arriving = 0;
  const endedMeanwhile = new Set<string>();

  const stopHearing = sessions.onRevoked((sessionId) => {
    if (arriving > 0) endedMeanwhile.add(sessionId);
    for (const connection of connections) if (connection.sessionId === sessionId) signOut(connection, false);
  });

  const recheck = async (connection: Connection) => {
    const identity = await authenticate(connection.request);
    if (identity === null) signOut(connection, false);
    // Still somebody, but with other rights: the next connection has those.
    else if (JSON.stringify(identity.actor) !== JSON.stringify(connection.actor)) signOut(connection, true);
  };
  const rechecks = setInterval(async () => {
    for (const connection of connections) {
      // One after the other: a thousand questions at once would hold up everything else that asks the database.
      await recheck(connection).catch((error) => log.warn({ err: error }, 'could not re-check a live connection'));
    }
  }, RECHECK_MS);
  rechecks.unref();

  const open = (
    ws: WebSocket,
    request: IncomingMessage,
    identity: Identity,
    { account, room, from }: { account: Account; room: Room; from: number | null },
  ) => {
    const reader = openSocket({ ws, room, feed: feedOf(room), operations, actor: identity.actor, account, from });
    const connection = { ...identity, request, reader };
    connections.add(connection);
    ws.on('close', () => connections.delete(connection));
    if (endedMeanwhile.has(identity.sessionId)) signOut(connection, false);
  };

  return {
    async upgrade(request, socket, head) {
      // A client that goes away while it is being looked at must not bring the server down.
      socket.on('error', () => socket.destroy());
      arriving += 1;
      try {
        const address = request.url ?? '';
        const url = URL.canParse(address, BASE) ? new URL(address, BASE) : undefined;
        if (url?.pathname !== LIVE_PATH) return refuseUpgrade(socket, 404, 'notFound', 'there is no socket here');
        if (closed) return refuseUpgrade(socket, 503, 'shuttingDown', 'the server is shutting down');
        const refuse = (
          status: number,
          code: string,
          message: string,
          who: { actor?: string; retryAfterS?: number } = {},
        ) => {
          const { retryAfterS, ...actor } = who;
          security.refused({ what: 'upgrade', route: `GET ${LIVE_PATH}`, ...actor, from: addressOf(request), code });
          refuseUpgrade(
            socket,
            status,
            code,
            message,
            retryAfterS === undefined ? {} : { 'Retry-After': String(retryAfterS) },
          );
        };
        if (!sameOrigin(request)) return refuse(403, 'otherOrigin', 'only pages of this server may connect');
        const asked = query.safeParse(Object.fromEntries(url.searchParams));
        if (!asked.success)
          return refuseUpgrade(socket, 422, 'invalid', describeIssues(asked.error.issues.flatMap(flatten)));
        const identity = await authenticate(request);
        if (identity === null) return refuse(401, 'notSignedIn', 'sign in first');
        const { operation, from = null, version = PROTOCOL_VERSION } = asked.data;
        const room = await operations.room(operation);
        if (room === undefined) return refuseUpgrade(socket, 404, 'operationUnknown', 'there is no such operation');
        // Another process may have told this client of events that this one has not read yet.
        if (from !== null) await room.ensureAt(from);
        if (socket.destroyed) return;
        const actor = identity.actor.id;
        const entrance = accounts.enter(actor);
        if (!entrance.ok) {
          const { message, retryAfterS } = entrance;
          return refuse(429, 'tooManySockets', message, { actor, retryAfterS });
        }
        const { account } = entrance;
        let upgraded = false;
        server.handleUpgrade(request, socket, head, (ws) => {
          upgraded = true;
          ws.on('error', (error) => log.debug({ err: error }, 'live connection'));
          ws.on('close', account.leave);
          if (version !== PROTOCOL_VERSION) sayBye(createReader(ws, null), 'otherVersion', false);
          else open(ws, request, identity, { account, room, from });
        });
        // What was no proper handshake has been answered as such.
        if (!upgraded) account.leave();
      } catch (error) {
        log.error({ err: error }, 'upgrade failed');
        const trouble = troubleOf(error);
        if (trouble === undefined) return refuseUpgrade(socket, 503, 'unavailable', 'try again');
        const { status, code, message, headers } = problemOf(trouble);
        refuseUpgrade(socket, status, code, message, headers);
      } finally {
        arriving -= 1;
        if (arriving === 0) endedMeanwhile.clear();
      }
    },
    async close() {
      closed = true;
      clearInterval(rechecks);
      accounts.close();
      stopHearing();
      const gone = [...connections].map(({ reader }) => new Promise((resolve) => reader.ws.once('close', resolve)));
      for (const { reader } of connections) sayBye(reader, 'shuttingDown', true);
      await Promise.all(gone);
    },
  };
};
