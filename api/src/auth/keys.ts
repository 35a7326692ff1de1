import type { Tables } from '@relight/db/connect';
import { machineKeys } from '@relight/db/schema/people';
import type { Role } from '@relight/shared/operation/vocabulary';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { notFound } from '../http/problem.ts';
import { accessOfKey, changeAccess } from './access-log.ts';
import { hashToken, newId, newToken } from './tokens.ts';

export type MachineKey = typeof machineKeys.$inferSelect;

/** Recognisable, so that a scanner for leaked secrets can find one. */
const PREFIX = 'relight_';

/** @returns the key itself, which exists nowhere else */
export const createKey = (
  tables: Tables,
  { name, role, by }: { name: string; role: Role; by: string | null },
): Promise<{ key: string; record: MachineKey }> =>
  changeAccess(tables, by, async (transaction, note) => {
    const key = `${PREFIX}${newToken()}`;
    const [record] = await transaction
      .insert(machineKeys)
      .values({ id: newId('key'), tokenHash: hashToken(key), name, role, createdBy: by })
      .returning();
    if (!record) throw new Error('a key was not stored');
    note('keyCreated', record.id, accessOfKey(record));
    return { key, record };
  });

export const findKey = async (tables: Tables, key: string): Promise<MachineKey | undefined> => {
  if (!key.startsWith(PREFIX)) return undefined;
  const [record] = await tables
    .select()
    .from(machineKeys)
    .where(and(eq(machineKeys.tokenHash, hashToken(key)), isNull(machineKeys.revokedAt)));
  return record;
};

export const listKeys = (tables: Tables): Promise<MachineKey[]> =>
  tables.select().from(machineKeys).orderBy(asc(machineKeys.createdAt));

/** @throws HttpProblem 404 */
export const revokeKey = (tables: Tables, id: string, by: string | null): Promise<void> =>
  changeAccess(tables, by, async (transaction, note) => {
    const revoked = await transaction
      .update(machineKeys)
      .set({ revokedAt: new Date() })
      .where(and(eq(machineKeys.id, id), isNull(machineKeys.revokedAt)))
      .returning({ id: machineKeys.id });
    if (revoked.length === 0) throw notFound('This key');
    note('keyRevoked', id, { disabled: true });
  });
