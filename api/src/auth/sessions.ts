import type { Database, Tables } from '@relight/db/connect';
import { sessions, users } from '@relight/db/schema/people';
import type { Role } from '@relight/shared/operation/vocabulary';
import { and, eq, lt, ne, or, sql } from 'drizzle-orm';
import type { Logger } from 'pino';
import { changeAccess } from './access-log.ts';
import { hashToken, newId, newToken } from './tokens.ts';
import type { User } from './users.ts';

const HOUR_S = 3600;

/** How long a session lasts, and how long it may lie unused. */
const LIFETIMES: { readonly [role in Role]?: { readonly absoluteS: number; readonly idleS: number } } = {
  // A wall is a device without a keyboard that may only look; somebody who signs it in every morning would write the password on it.
  wall: { absoluteS: 365 * 24 * HOUR_S, idleS: 30 * 24 * HOUR_S },
  // A phone lies in a pocket while its crew works; a shift is its measure.
  crew: { absoluteS: 12 * HOUR_S, idleS: 12 * HOUR_S },
};
const LIFETIME = { absoluteS: 12 * HOUR_S, idleS: 2 * HOUR_S };

const CHANNEL = 'relight_revoked';
const SWEEP_MS = 60_000;
/** How often the time of last use is written down. */
const TOUCH_S = 60;

export type RevokedListener = (sessionId: string) => void;
export type Sessions = ReturnType<typeof createSessions>;

/**
 * Sessions live in the database under the hash of a random token, so any server process knows them. When one ends for any reason, every
 * process is told at once, so that open sockets end with it.
 */
export const createSessions = ({ sql: raw, tables, log }: Pick<Database, 'sql' | 'tables'> & { log: Logger }) => {
  const listeners = new Set<RevokedListener>();
  /** By hash of the token: a page that has just been opened asks for a hundred things at once. */
  const beingFound = new Map<string, ReturnType<typeof find>>();
  const tell = (id: string) => {
    // What was looked up before a session ended answers nobody who asks after that.
    beingFound.clear();
    for (const listener of listeners) listener(id);
  };

  /** Tells every process that these sessions or keys are over. */
  const announce = async (ids: readonly string[]) => {
    for (const id of ids) tell(id);
    if (ids.length > 0) await raw`select pg_notify(${CHANNEL}, id) from unnest(${[...ids]}::text[]) as id`;
  };

  /** Notes that the session is in use: work on the live socket counts as well as requests. */
  const touch = async (id: string): Promise<void> => {
    await tables.update(sessions).set({ lastUsedAt: sql`now()` }).where(eq(sessions.id, id));
  };

  const find = async (tokenHash: string) => {
    const [row] = await tables
      .select({
        id: sessions.id,
        user: users,
        stale: sql<boolean>`${sessions.lastUsedAt} < now() - ${TOUCH_S} * interval '1 s'`,
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(
        and(
          eq(sessions.tokenHash, tokenHash),
          eq(users.disabled, false),
          sql`${sessions.expiresAt} > now()`,
          sql`${sessions.lastUsedAt} + ${sessions.idleSeconds} * interval '1 s' > now()`,
        ),
      );
    // Who may look goes on looking where nothing can be written.
    if (row?.stale)
      await touch(row.id).catch((error: unknown) => log.warn({ err: error }, 'a session in use could not be noted'));
    return row;
  };

  const sweep = async () => {
    const over = await tables
      .delete(sessions)
      .where(
        or(
          lt(sessions.expiresAt, sql`now()`),
          sql`${sessions.lastUsedAt} + ${sessions.idleSeconds} * interval '1 s' < now()`,
        ),
      )
      .returning({ id: sessions.id });
    await announce(over.map(({ id }) => id));
  };

  let timer: NodeJS.Timeout | undefined;
  let stopListening: (() => Promise<void>) | undefined;

  return {
    announce,

    /** Called with the id of each session or key that ends, in whichever process that happens; perhaps more than once. */
    onRevoked(listener: RevokedListener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /** Starts to listen to the other processes and to end sessions that have run out. */
    async start(): Promise<void> {
      const { unlisten } = await raw.listen(CHANNEL, tell);
      stopListening = unlisten;
      timer = setInterval(() => {
        sweep().catch((error: unknown) => log.warn({ err: error }, 'sessions could not be swept'));
      }, SWEEP_MS);
      timer.unref();
    },

    async stop(): Promise<void> {
      clearInterval(timer);
      await stopListening?.();
    },

    sweep,

    /**
     * Opens a session for somebody as they were when they were let in.
     * @returns the token for the cookie, which exists nowhere else, and how long the cookie should live; undefined when the account has been
     * disabled since, or has another password
     */
    open: (user: Pick<User, 'id' | 'role' | 'passwordHash'>) =>
      tables.transaction(async (transaction): Promise<{ token: string; id: string; maxAgeS: number } | undefined> => {
        // Whoever changes the account at this moment comes either before, or after and ends this session too.
        const [still] = await transaction
          .select({ id: users.id })
          .from(users)
          .where(and(eq(users.id, user.id), eq(users.disabled, false), hasPassword(user.passwordHash)))
          .for('share');
        if (still === undefined) return undefined;
        const token = newToken();
        const id = newId('ses');
        const { absoluteS, idleS } = LIFETIMES[user.role] ?? LIFETIME;
        await transaction.insert(sessions).values({
          tokenHash: hashToken(token),
          id,
          userId: user.id,
          expiresAt: new Date(Date.now() + absoluteS * 1000),
          idleSeconds: idleS,
        });
        return { token, id, maxAgeS: absoluteS };
      }),

    /** The session of a token and whose it is; undefined when it has ended or its user is no longer welcome. */
    find(token: string): ReturnType<typeof find> {
      const hash = hashToken(token);
      const known = beingFound.get(hash);
      if (known !== undefined) return known;
      const found = find(hash);
      beingFound.set(hash, found);
      const forget = () => {
        if (beingFound.get(hash) === found) beingFound.delete(hash);
      };
      found.then(forget, forget);
      return found;
    },

    touch,

    async end(id: string): Promise<void> {
      await tables.delete(sessions).where(eq(sessions.id, id));
      await announce([id]);
    },

    /** Ends every session of a user because somebody else wants it, which is put down in the log of users and keys. */
    async revokeAll(userId: string, by: string): Promise<number> {
      const ended = await changeAccess(tables, by, (transaction, note) => {
        note('sessionsEnded', userId, {});
        return removeSessions(transaction, userId);
      });
      await announce(ended);
      return ended.length;
    },
  };
};

/** As it is stored; null for none. */
export const hasPassword = (hash: string | null) => sql`${users.passwordHash} is not distinct from ${hash}`;

/** @returns the ids of the sessions, to be announced */
export const removeSessions = async (tables: Tables, userId: string, except?: string): Promise<readonly string[]> => {
  const ended = await tables
    .delete(sessions)
    .where(and(eq(sessions.userId, userId), except === undefined ? undefined : ne(sessions.id, except)))
    .returning({ id: sessions.id });
  return ended.map(({ id }) => id);
};
