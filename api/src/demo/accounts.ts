import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tables } from '@relight/db/connect';
import { machineKeys, users } from '@relight/db/schema/people';
import { crews } from '@relight/db/schema/roster';
import type { Role } from '@relight/shared/operation/vocabulary';
import { isOnShift } from '@relight/shared/rules/shift';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { createKey, findKey, revokeKey } from '../auth/keys.ts';
import { hashPassword, passwordMatches } from '../auth/passwords.ts';
import type { Sessions } from '../auth/sessions.ts';
import { findUserByName, type User, updateUser } from '../auth/users.ts';

const account = z.object({ username: z.string(), password: z.string() });
const demoAccounts = z.object({
  dispatcher: account,
  crew: account,
  manager: account,
  admin: account,
  wall: account,
  intake: z.object({ apiKey: z.string() }),
});
export type DemoAccounts = z.infer<typeof demoAccounts>;

const ROLES = ['dispatcher', 'crew', 'manager', 'admin', 'wall'] as const satisfies readonly Role[];
const KEY_NAME = 'demo';

export const demoAccountsFile = (dataDir: string): string => join(dataDir, 'demo-accounts.json');

/**
 * Sees to it that the file with the demo's passwords is there and right. No password is built in: they are random, exist only in this
 * file, and are made anew when it is lost or belongs to another database.
 */
export const ensureDemoAccounts = async ({
  tables,
  sessions,
  dataDir,
}: {
  tables: Tables;
  sessions: Sessions;
  dataDir: string;
}): Promise<void> => {
  const file = demoAccountsFile(dataDir);
  const known = await readAccounts(file);
  if (known && (await areValid(tables, known))) return;
  const accounts = await makeAccounts(tables, sessions);
  await mkdir(dataDir, { recursive: true });
  // Written beside and renamed: nobody finds half a file, and it is never readable for others.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, file);
};

const readAccounts = async (file: string): Promise<DemoAccounts | undefined> => {
  try {
    return demoAccounts.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
};

const areValid = async (tables: Tables, accounts: DemoAccounts): Promise<boolean> => {
  for (const role of ROLES) {
    const user = await findUserByName(tables, accounts[role].username);
    if (!user?.demo || user.role !== role) return false;
    if (!(await passwordMatches(accounts[role].password, async () => user.passwordHash))) return false;
  }
  return (await findKey(tables, accounts.intake.apiKey)) !== undefined;
};

const makeAccounts = async (tables: Tables, sessions: Sessions): Promise<DemoAccounts> => {
  const rows = await tables
    .select({ user: users, crew: crews })
    .from(users)
    .leftJoin(crews, eq(crews.id, users.crewId))
    .where(eq(users.demo, true))
    .orderBy(asc(users.id));
  const hour = new Date().getHours();
  // A crew that has something to do: one that repairs, and at best is on duty now.
  const usefulness = (crew: (typeof rows)[number]['crew']) =>
    crew === null ? 0 : Number(crew.kind === 'repair') * 2 + Number(isOnShift(shiftOf(crew), hour));
  const people = rows.sort((a, b) => usefulness(b.crew) - usefulness(a.crew)).map(({ user }) => user);
  const made: [string, z.infer<typeof account>][] = [];
  for (const role of ROLES) {
    const user = people.find((it) => it.role === role);
    if (!user) throw new Error(`the demo has no ${role}`);
    made.push([role, { username: user.username, password: await givePassword(tables, sessions, user) }]);
  }
  return demoAccounts.parse({ ...Object.fromEntries(made), intake: { apiKey: await giveKey(tables, sessions) } });
};

const shiftOf = ({ shiftStartHour, shiftEndHour }: typeof crews.$inferSelect) => ({
  startHour: shiftStartHour,
  endHour: shiftEndHour,
});

const givePassword = async (tables: Tables, sessions: Sessions, user: User): Promise<string> => {
  const password = randomBytes(15).toString('base64url');
  const { ended } = await updateUser(tables, user.id, { passwordHash: await hashPassword(password) }, null);
  await sessions.announce(ended);
  return password;
};

const giveKey = async (tables: Tables, sessions: Sessions): Promise<string> => {
  const lost = await tables
    .select({ id: machineKeys.id })
    .from(machineKeys)
    .where(and(eq(machineKeys.name, KEY_NAME), isNull(machineKeys.createdBy), isNull(machineKeys.revokedAt)));
  for (const { id } of lost) await revokeKey(tables, id, null);
  await sessions.announce(lost.map(({ id }) => id));
  return (await createKey(tables, { name: KEY_NAME, role: 'intake', by: null })).key;
};
