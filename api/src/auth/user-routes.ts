import type { Database } from '@relight/db/connect';
import { must } from '@relight/shared/must';
import { crewId } from '@relight/shared/operation/ids';
import { enteredWords, words } from '@relight/shared/operation/values';
import { ROLES } from '@relight/shared/operation/vocabulary';
import { plainUserName } from '@relight/shared/text/user-name';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type App, endpoint } from '../http/endpoint.ts';
import { HttpProblem } from '../http/problem.ts';
import { requireGoodPassword } from './good-password.ts';
import { hashPassword } from './passwords.ts';
import type { Sessions } from './sessions.ts';
import { createUser, listUsers, requireUser, shownUser, type User, updateUser } from './users.ts';

export const username = z
  .string()
  .overwrite(plainUserName)
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,59}$/u,
    'must be 1 to 60 letters, digits or . _ @ - and begin with a letter or digit',
  );

/** Machines have keys instead of accounts, and the system has neither. */
const humanRole = z.enum(ROLES).exclude(['intake', 'system']);
const password = z.string().min(1).max(200);

const userRow = z.object({
  id: z.string(),
  username: z.string(),
  name: words,
  role: z.enum(ROLES),
  crew: crewId.optional(),
  disabled: z.boolean(),
  demo: z.boolean(),
});

const rowOf = (user: User): z.input<typeof userRow> => ({
  ...shownUser(user),
  disabled: user.disabled,
  demo: user.demo,
});

const TAG = 'Users';

/** Accounts of people, for the administrator. A change of role or a disabled account ends that user's sessions at once. */
export const userRoutes = (
  app: App,
  { database: { tables }, sessions, log }: { database: Pick<Database, 'tables'>; sessions: Sessions; log: Logger },
): void => {
  endpoint(
    app,
    { method: 'get', path: '/api/users', tag: TAG, summary: 'All users', answer: z.array(userRow) },
    async () => (await listUsers(tables)).map(rowOf),
  );

  endpoint(
    app,
    {
      method: 'post',
      path: '/api/users',
      tag: TAG,
      summary: 'Create a user',
      body: z.strictObject({ username, password, name: enteredWords, role: humanRole, crew: crewId.optional() }),
      answer: userRow,
      status: 201,
      problems: { 409: 'The user name is taken.' },
    },
    async ({ c, body: { password, ...user } }) => {
      await requireGoodPassword(password, user.username);
      const by = must(c.get('who'), 'administrator').actor.id;
      const created = await createUser(tables, { ...user, passwordHash: await hashPassword(password) }, by);
      log.info({ by, user: created.id, role: created.role }, 'user created');
      return rowOf(created);
    },
  );

  endpoint(
    app,
    {
      method: 'patch',
      path: '/api/users/{id}',
      tag: TAG,
      summary: 'Disable or enable a user, or change the name',
      body: z.strictObject({ disabled: z.boolean().optional(), name: enteredWords.optional() }),
      answer: userRow,
      problems: { 404: 'There is no such user.', 409: 'One’s own account cannot be disabled.' },
    },
    async ({ c, body: { disabled, name }, part }) => {
      const by = must(c.get('who'), 'administrator').actor.id;
      const user = await requireUser(tables, part('id'));
      if (disabled && user.id === by) {
        throw new HttpProblem(409, 'ownAccount', 'You cannot disable your own account: another administrator can.');
      }
      const { user: updated, ended } = await updateUser(
        tables,
        user.id,
        { ...(disabled !== undefined && { disabled }), ...(name && { nameZh: name.zh, nameEn: name.en }) },
        by,
      );
      await sessions.announce(ended);
      log.info({ by, user: user.id, disabled }, 'user changed');
      return rowOf(updated);
    },
  );

  endpoint(
    app,
    {
      method: 'post',
      path: '/api/users/{id}/password',
      tag: TAG,
      summary: 'Set a user’s password',
      description: 'Ends the user’s sessions.',
      body: z.strictObject({ password }),
      answer: null,
      problems: { 404: 'There is no such user.' },
    },
    async ({ c, body, part }) => {
      const by = must(c.get('who'), 'administrator').actor.id;
      const user = await requireUser(tables, part('id'));
      await requireGoodPassword(body.password, user.username);
      const { ended } = await updateUser(tables, user.id, { passwordHash: await hashPassword(body.password) }, by);
      await sessions.announce(ended);
      log.info({ by, user: user.id }, 'password set');
      return undefined;
    },
  );

  endpoint(
    app,
    {
      method: 'delete',
      path: '/api/users/{id}/sessions',
      tag: TAG,
      summary: 'End a user’s sessions, open sockets included',
      answer: z.object({ ended: z.number().int() }),
      problems: { 404: 'There is no such user.' },
    },
    async ({ c, part }) => {
      const by = must(c.get('who'), 'administrator').actor.id;
      const user = await requireUser(tables, part('id'));
      const ended = await sessions.revokeAll(user.id, by);
      log.info({ by, user: user.id, ended }, 'sessions ended');
      return { ended };
    },
  );
};
