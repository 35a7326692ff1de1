import { timingSafeEqual } from 'node:crypto';
import type { Database } from '@relight/db/connect';
import { signedIn } from '@relight/shared/http/session';
import { must } from '@relight/shared/must';
import { enteredWords } from '@relight/shared/operation/values';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type App, endpoint } from '../http/endpoint.ts';
import { HttpProblem, notFound } from '../http/problem.ts';
import type { SecurityLog } from '../security-log.ts';
import { changeAccess } from './access-log.ts';
import type { SessionCookie } from './cookie.ts';
import { requireGoodPassword } from './good-password.ts';
import { hashPassword } from './passwords.ts';
import type { Sessions } from './sessions.ts';
import { hashToken, newToken } from './tokens.ts';
import { username } from './user-routes.ts';
import { createUser, shownUser, thereAreUsers } from './users.ts';

/** The one-time secret with which the first administrator is made. It is known to this process only and printed where it starts. */
export const createSetup = () => {
  let hash: string | null = null;
  return {
    /** @returns the token, for the link */
    open(): string {
      const token = newToken();
      hash = hashToken(token);
      return token;
    },
    matches(token: string): boolean {
      return hash !== null && timingSafeEqual(Buffer.from(hashToken(token)), Buffer.from(hash));
    },
    close(): void {
      hash = null;
    },
  };
};
export type Setup = ReturnType<typeof createSetup>;

const setupBody = z.strictObject({
  token: z.string().min(1).max(100),
  username,
  password: z.string().min(1).max(200),
  name: enteredWords,
});

export const setupRoutes = (
  app: App,
  {
    database: { tables },
    sessions,
    cookie,
    setup,
    security,
    log,
  }: {
    database: Pick<Database, 'tables'>;
    sessions: Sessions;
    cookie: SessionCookie;
    setup: Setup;
    security: SecurityLog;
    log: Logger;
  },
): void =>
  endpoint(
    app,
    {
      method: 'post',
      path: '/api/setup',
      tag: 'Session',
      summary: 'Create the first administrator',
      description: 'With the token of the link that the server prints when it starts without any user. Works once.',
      body: setupBody,
      answer: signedIn,
      status: 201,
      problems: { 404: 'The link has been used, or belongs to an earlier start.', 409: 'There are users already.' },
    },
    async ({ c, body: { token, username, password, name } }) => {
      if (!setup.matches(token)) {
        security.refused({ what: 'request', route: 'POST /api/setup', from: c.get('from'), code: 'notFound' });
        throw notFound('This link');
      }
      await requireGoodPassword(password, username);
      const passwordHash = await hashPassword(password);
      // Two clicks at once: the second must not become an administrator too.
      const user = await changeAccess(tables, null, async (transaction) => {
        if (await thereAreUsers(transaction)) return null;
        return createUser(transaction, { username, name, role: 'admin', passwordHash }, null);
      });
      setup.close();
      if (!user) throw new HttpProblem(409, 'alreadySetUp', 'There are users already: ask an administrator.');
      const opened = must(await sessions.open(user), 'session of the first administrator');
      cookie.set(c, opened.token, opened.maxAgeS);
      log.info({ user: user.id }, 'first administrator created');
      return { user: shownUser(user), demo: false };
    },
  );
