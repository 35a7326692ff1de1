import type { Database } from '@relight/db/connect';
import { users } from '@relight/db/schema/people';
import { credentials, demoPeople, demoSignIn, type SignedIn, signedIn } from '@relight/shared/http/session';
import { must } from '@relight/shared/must';
import { and, asc, eq } from 'drizzle-orm';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import { z } from 'zod';
import { isAtThisMachine } from '../http/caller.ts';
import { type App, endpoint } from '../http/endpoint.ts';
import type { Env } from '../http/env.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import type { Limits } from '../limits/limits.ts';
import type { SecurityLog } from '../security-log.ts';
import type { SessionCookie } from './cookie.ts';
import { requireGoodPassword } from './good-password.ts';
import type { KnownBrowsers } from './known-browsers.ts';
import { hashPassword, passwordMatches } from './passwords.ts';
import type { Sessions } from './sessions.ts';
import type { SignInAttempts } from './sign-in-limits.ts';
import { isSameToken } from './tokens.ts';
import { findUserByName, shownUser, type User, updateUser } from './users.ts';

type Dependencies = {
  readonly database: Pick<Database, 'tables'>;
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
  readonly attempts: SignInAttempts;
  readonly browsers: KnownBrowsers;
  readonly limits: Pick<Limits, 'signIn'>;
  readonly security: SecurityLog;
  /** The secret of the link that signs in the demo's people; undefined where this is not the demo. */
  readonly demoToken: string | undefined;
  readonly log: Logger;
};

const TAG = 'Session';
const DEMO_HEADER = 'X-Relight-Demo';
const wrongCredentials = () => new HttpProblem(401, 'wrongCredentials', 'User name or password are wrong.');
const NO_LINK = 'The secret of the printed link is missing or wrong, or a page of another site asked.';

/** Signing in and out. */
export const sessionRoutes = (
  app: App,
  { database: { tables }, sessions, cookie, attempts, browsers, limits, demoToken, security, log }: Dependencies,
): void => {
  const shown = (user: User): SignedIn => ({ user: shownUser(user), demo: demoToken !== undefined });

  /** A new token at every sign-in; the one the browser had, if any, ends. */
  const signIn = async (c: Context<Env>, user: User): Promise<SignedIn> => {
    const before = c.get('who');
    if (before?.user) await sessions.end(before.sessionId);
    const opened = await sessions.open(user);
    if (opened === undefined) throw wrongCredentials();
    const { token, id, maxAgeS } = opened;
    cookie.set(c, token, maxAgeS);
    log.info({ user: user.id, session: id, from: c.get('from') }, 'signed in');
    return shown(user);
  };

  /** Counts the attempt, and says how its password waits for its turn. */
  const tryAs = async (c: Context<Env>, username: string) => {
    const browser = browsers.find(c, username);
    const from = c.get('from');
    const attempt = await attempts.attempt({ username, from, browser }).catch((problem) => {
      if (problem instanceof HttpProblem) security.refused({ what: 'signIn', from, code: problem.code });
      throw problem;
    });
    return { browser, attempt, turn: { known: browser !== undefined, mayWait: limits.signIn.waiting } };
  };

  endpoint(
    app,
    {
      method: 'post',
      path: '/api/session',
      tag: TAG,
      summary: 'Sign in',
      description: 'Sets the session cookie. A wrong name and a wrong password give the same answer.',
      body: credentials,
      answer: signedIn,
      problems: {
        401: 'Name or password are wrong.',
        429: 'Too many attempts; see Retry-After.',
        503: 'Too many sign in at this moment; see Retry-After.',
      },
    },
    async ({ c, body: { username, password } }) => {
      const { attempt, turn, browser } = await tryAs(c, username);
      let user: User | undefined;
      const storedPassword = async () => {
        user = await findUserByName(tables, username);
        return user && !user.disabled ? user.passwordHash : null;
      };
      const right = await passwordMatches(password, storedPassword, turn);
      if (!user || !right) {
        const actor = user === undefined ? {} : { actor: user.id };
        security.refused({ what: 'signIn', ...actor, from: c.get('from'), code: 'wrongCredentials' });
        throw wrongCredentials();
      }
      await attempt.succeeded();
      const answer = await signIn(c, user);
      browsers.remember(c, username, browser);
      return answer;
    },
  );

  endpoint(
    app,
    { method: 'get', path: '/api/session', tag: TAG, summary: 'Who is signed in', answer: signedIn },
    ({ c }) => shown(must(c.get('who')?.user, 'user of a session')),
  );

  endpoint(
    app,
    {
      method: 'delete',
      path: '/api/session',
      tag: TAG,
      summary: 'Sign out',
      description: 'Also has the browser throw away what it keeps of the network.',
      answer: null,
    },
    async ({ c }) => {
      const who = c.get('who');
      if (who?.user) {
        await sessions.end(who.sessionId);
        log.info({ user: who.actor.id, session: who.sessionId }, 'signed out');
      }
      cookie.clear(c);
      c.header('Clear-Site-Data', '"cache"');
      return undefined;
    },
  );

  endpoint(
    app,
    {
      method: 'post',
      path: '/api/session/password',
      tag: TAG,
      summary: 'Change one’s own password',
      description: 'Ends all other sessions of this user.',
      body: z.strictObject({ current: z.string().min(1).max(200), password: z.string().min(1).max(200) }),
      answer: null,
      problems: { 401: 'The current password is wrong.', 429: 'Too many attempts; see Retry-After.' },
    },
    async ({ c, body: { current, password } }) => {
      const who = must(c.get('who'), 'who changes a password');
      const user = must(who.user, 'user of a session');
      const { attempt, turn } = await tryAs(c, user.username);
      if (!(await passwordMatches(current, async () => user.passwordHash, turn))) {
        security.refused({ what: 'signIn', actor: user.id, from: c.get('from'), code: 'wrongCredentials' });
        throw new HttpProblem(401, 'wrongCredentials', 'The current password is wrong.');
      }
      await attempt.succeeded();
      await requireGoodPassword(password, user.username);
      const passwordHash = await hashPassword(password);
      const onThis = { was: user.passwordHash, except: who.sessionId };
      const { ended } = await updateUser(tables, user.id, { passwordHash }, user.id, onThis);
      await sessions.announce(ended);
      log.info({ user: user.id }, 'password changed');
      return undefined;
    },
  );

  const demoUser = and(eq(users.demo, true), eq(users.disabled, false));
  /** A proxy on this machine looks like somebody at it: only the link that the server printed tells them apart. */
  const requireDemoHere = (c: Context<Env>) => {
    if (demoToken === undefined || !isAtThisMachine(c)) throw notFound('This address');
    const given = c.req.header(DEMO_HEADER);
    if (!isSameToken(given ?? '', demoToken)) {
      const route = `${c.req.method} ${c.req.path}`;
      if (given) security.refused({ what: 'request', route, from: c.get('from'), code: 'demoLinkNeeded' });
      throw new HttpProblem(403, 'demoLinkNeeded', 'Open the link for the demo that the server printed at its start.');
    }
  };

  endpoint(
    app,
    {
      method: 'get',
      path: '/api/session/demo',
      tag: TAG,
      summary: 'Whom one click signs in',
      description:
        'Exists only with the demo city, and only for a browser on the machine itself that came by the link which the server prints: its ' +
        `secret is in the header ${DEMO_HEADER}.`,
      answer: demoPeople,
      problems: { 403: NO_LINK, 404: 'Not the demo, or not on this machine.' },
    },
    async ({ c }) => {
      requireDemoHere(c);
      const people = await tables.select().from(users).where(demoUser).orderBy(asc(users.id));
      return { people: people.map(shownUser).map(({ id: _, ...person }) => person) };
    },
  );

  endpoint(
    app,
    {
      method: 'post',
      path: '/api/session/demo',
      tag: TAG,
      summary: 'Sign in as one of the demo’s people',
      body: demoSignIn,
      answer: signedIn,
      problems: { 403: NO_LINK, 404: 'Not the demo, not on this machine, or nobody of that name.' },
    },
    async ({ c, body: { username } }) => {
      requireDemoHere(c);
      const [user] = await tables
        .select()
        .from(users)
        .where(and(demoUser, eq(users.username, username)));
      if (!user) throw notFound('This person');
      return signIn(c, user);
    },
  );
};
