import type { Tables } from '@relight/db/connect';
import { users } from '@relight/db/schema/people';
import { crews } from '@relight/db/schema/roster';
import type { SignedIn } from '@relight/shared/http/session';
import type { CrewId } from '@relight/shared/operation/ids';
import type { Role } from '@relight/shared/operation/vocabulary';
import { comparedUserName } from '@relight/shared/text/user-name';
import { and, asc, eq, sql } from 'drizzle-orm';
import { HttpProblem, notFound } from '../http/problem.ts';
import { accessOfUser, changeAccess, digestOf } from './access-log.ts';
import { hasPassword, removeSessions } from './sessions.ts';
import { newId } from './tokens.ts';

export type User = typeof users.$inferSelect;
export type NewUser = {
  readonly username: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly role: Role;
  readonly crew?: string | undefined;
  readonly passwordHash: string | null;
};

/**
 * Who is meant by a user name, in letters of either case and width. Names from before widths were made equal may differ by that alone: then
 * only the one that was typed exactly is meant, so that two accounts never become one.
 */
export const findUserByName = async (tables: Tables, typed: string): Promise<User | undefined> => {
  const [exact] = await tables
    .select()
    .from(users)
    .where(eq(sql`lower(${users.username})`, typed.trim().toLowerCase()));
  if (exact !== undefined) return exact;
  const [alike, ...others] = await namedLike(tables, typed);
  return others.length === 0 ? alike : undefined;
};

const namedLike = (tables: Tables, typed: string): Promise<User[]> =>
  tables
    .select()
    .from(users)
    .where(eq(sql`lower(normalize(${users.username}, NFKC))`, comparedUserName(typed)));

/** @throws HttpProblem 404 */
export const requireUser = async (tables: Tables, id: string): Promise<User> => {
  const [user] = await tables.select().from(users).where(eq(users.id, id));
  if (!user) throw notFound('This user');
  return user;
};

export const listUsers = (tables: Tables): Promise<User[]> => tables.select().from(users).orderBy(asc(users.username));

export const thereAreUsers = async (tables: Tables): Promise<boolean> =>
  (await tables.select({ id: users.id }).from(users).limit(1)).length > 0;

/** @throws HttpProblem 409 if the name is taken, 422 if the crew does not exist */
export const createUser = (tables: Tables, user: NewUser, by: string | null): Promise<User> =>
  changeAccess(tables, by, async (transaction, note) => {
    await requireCrewFits(transaction, user);
    const taken = new HttpProblem(409, 'usernameTaken', `There is a user "${user.username}" already.`);
    if ((await namedLike(transaction, user.username)).length > 0) throw taken;
    const [created] = await transaction
      .insert(users)
      .values({
        id: newId('usr'),
        username: user.username,
        nameZh: user.name.zh,
        nameEn: user.name.en,
        role: user.role,
        crewId: user.crew ?? null,
        passwordHash: user.passwordHash,
        updatedBy: by,
      })
      .onConflictDoNothing()
      .returning();
    if (!created) throw taken;
    note('userCreated', created.id, accessOfUser(created));
    return created;
  });

const requireCrewFits = async (tables: Tables, { role, crew }: Pick<NewUser, 'role' | 'crew'>): Promise<void> => {
  const wrong = (message: string) =>
    new HttpProblem(422, 'invalid', `crew: ${message}`, { details: [{ member: 'crew', message }] });
  if (role !== 'crew' && crew !== undefined) throw wrong('only a user with the role "crew" speaks for a crew');
  if (role !== 'crew') return;
  if (crew === undefined) throw wrong('say which crew this user speaks for');
  const known = await tables.select({ id: crews.id }).from(crews).where(eq(crews.id, crew));
  if (known.length === 0) throw wrong('there is no such crew');
};

/** What may become otherwise about a user. The role and the crew may not: whoever gets another role gets another account. */
type UserChange = Partial<Pick<User, 'nameZh' | 'nameEn' | 'disabled' | 'passwordHash'>>;

/**
 * Changes a user. Who is disabled or gets another password has no session any more, in the same transaction.
 * @param was the password's hash on which the change rests
 * @param except the session that asks, and stays
 * @returns the sessions that ended, to be announced
 * @throws HttpProblem 404, or 401 when the password is another by now
 */
export const updateUser = (
  tables: Tables,
  id: string,
  change: UserChange,
  by: string | null,
  { was, except }: { readonly was?: string | null; readonly except?: string } = {},
): Promise<{ readonly user: User; readonly ended: readonly string[] }> =>
  changeAccess(tables, by, async (transaction, note) => {
    const [user] = await transaction
      .update(users)
      .set({ ...change, updatedAt: new Date(), updatedBy: by })
      .where(and(eq(users.id, id), was === undefined ? undefined : hasPassword(was)))
      .returning();
    if (!user) throw was === undefined ? notFound('This user') : wrongByNow();
    const { disabled, passwordHash } = change;
    note(passwordHash === undefined ? 'userChanged' : 'passwordSet', id, {
      ...(disabled !== undefined && { disabled }),
      ...(passwordHash !== undefined && { secret: digestOf(passwordHash) }),
    });
    const isOut = disabled === true || passwordHash !== undefined;
    return { user, ended: isOut ? await removeSessions(transaction, id, except) : [] };
  });

const wrongByNow = () =>
  new HttpProblem(401, 'wrongCredentials', 'The password has been changed by somebody else meanwhile.');

/** How a user appears to itself and to others. */
export const shownUser = (user: User): SignedIn['user'] => ({
  id: user.id,
  username: user.username,
  name: { zh: user.nameZh, en: user.nameEn },
  role: user.role,
  ...(user.crewId === null ? {} : { crew: user.crewId as CrewId }),
});
