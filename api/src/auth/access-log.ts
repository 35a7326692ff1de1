import type { Tables } from '@relight/db/connect';
import { type Access, type AccessEventKind, accessEvents } from '@relight/db/schema/access-events';
import { installation } from '@relight/db/schema/installation';
import { machineKeys, users } from '@relight/db/schema/people';
import { canonicalJson, sha256Hex } from '@relight/shared/hash';
import { CHAIN_START } from '@relight/shared/operation/chain';
import { eq } from 'drizzle-orm';
import { HttpProblem } from '../http/problem.ts';

/** What the log of users and keys is called beside the logs of operations, whose ids are letters, digits and hyphens. */
export const ACCESS_LOG = 'users and keys';
/** The row of `installation` that says where the log ends, and that its writers queue at. */
export const ACCESS_LOG_END = 'accessLog';

export type AccessEvent = Omit<typeof accessEvents.$inferSelect, 'hash'>;
/** Puts down what the transaction does to a user or key. */
export type NoteAccess = (kind: AccessEventKind, subject: string, change: Partial<Access>) => void;

/** The link of one event in the chain of the log of users and keys. */
export const accessLink = (previous: string, { at, ...event }: AccessEvent): string =>
  sha256Hex(`${previous}\n${ACCESS_LOG}\n${canonicalJson({ ...event, at: at.toISOString() })}`);

/**
 * The one door through which users and keys are changed: what `work` notes is in the log if and only if what it does is in the tables.
 * One goes through at a time, so that who was disabled a moment ago changes nothing any more: of two administrators who disable each
 * other one stays.
 * @param by the user who does it; null for the server itself and for the first administrator
 * @throws HttpProblem 401
 */
export const changeAccess = <T>(
  tables: Tables,
  by: string | null,
  work: (transaction: Tables, note: NoteAccess) => Promise<T>,
): Promise<T> =>
  tables.transaction(async (transaction) => {
    await lockEnd(transaction);
    if (by !== null) await requireEnabled(transaction, by);
    const noted: Pick<AccessEvent, 'kind' | 'subject' | 'change'>[] = [];
    const done = await work(transaction, (kind, subject, change) => noted.push({ kind, subject, change }));
    if (noted.length === 0) return done;
    // Again: what was done may have gone through this door too.
    let { events, hash } = await lockEnd(transaction);
    const at = new Date();
    const rows = noted.map((it) => {
      events += 1;
      const event = { number: events, at, by, ...it };
      hash = accessLink(hash, event);
      return { ...event, hash };
    });
    await transaction.insert(accessEvents).values(rows);
    await transaction
      .update(installation)
      .set({ value: { events, hash }, updatedAt: at })
      .where(eq(installation.name, ACCESS_LOG_END));
    return done;
  });

const requireEnabled = async (transaction: Tables, id: string): Promise<void> => {
  const [user] = await transaction.select({ disabled: users.disabled }).from(users).where(eq(users.id, id));
  if (user?.disabled !== false) throw new HttpProblem(401, 'notSignedIn', 'Your account has been disabled.');
};

const lockEnd = async (transaction: Tables): Promise<{ events: number; hash: string }> => {
  const [row] = await transaction
    .insert(installation)
    .values({ name: ACCESS_LOG_END, value: { events: 0, hash: CHAIN_START } })
    .onConflictDoUpdate({ target: installation.name, set: { name: ACCESS_LOG_END } })
    .returning();
  return { events: Number(row?.value.events), hash: String(row?.value.hash) };
};

/**
 * Enters the users and keys from before there was a log of them, as they are found.
 * @returns how many that were
 */
export const beginAccessLog = (tables: Tables): Promise<number> =>
  changeAccess(tables, null, async (transaction, note) => {
    if ((await transaction.select().from(accessEvents).limit(1)).length > 0) return 0;
    const everyUser = await transaction.select().from(users).orderBy(users.id);
    const everyKey = await transaction.select().from(machineKeys).orderBy(machineKeys.id);
    for (const user of everyUser) note('found', user.id, accessOfUser(user));
    for (const key of everyKey) note('found', key.id, accessOfKey(key));
    return everyUser.length + everyKey.length;
  });

export const accessOfUser = ({
  role,
  crewId,
  disabled,
  demo,
  passwordHash,
}: Pick<typeof users.$inferSelect, 'role' | 'crewId' | 'disabled' | 'demo' | 'passwordHash'>): Access => ({
  role,
  crew: crewId,
  disabled,
  demo,
  secret: digestOf(passwordHash),
});

export const accessOfKey = ({
  role,
  revokedAt,
  tokenHash,
}: Pick<typeof machineKeys.$inferSelect, 'role' | 'revokedAt' | 'tokenHash'>): Access => ({
  role,
  crew: null,
  disabled: revokedAt !== null,
  demo: false,
  secret: digestOf(tokenHash),
});

/** Shows whether a password or key was exchanged, and nothing of it. */
export const digestOf = (stored: string | null): string | null => (stored === null ? null : sha256Hex(stored));
