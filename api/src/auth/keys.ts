import type { Tables } from '@relight/db/connect';
import { machineKeys } from '@relight/db/schema/people';
import type { Role } from '@relight/shared/operation/vocabulary';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { notFound } from '../http/problem.ts';
import { hashToken, newId, newToken } from './tokens.ts';

export type MachineKey = typeof machineKeys.$inferSelect;

/** Recognisable, so that a scanner for leaked secrets can find one. */
const PREFIX = 'relight_';

/** @returns the key itself, which exists nowhere else */
export const createKey = async (
  tables: Tables,
  { name, role, by }: { name: string; role: Role; by: string | null },
): Promise<{ key: string; record: MachineKey }> => {
  const key = `${PREFIX}${newToken()}`;
  const [record] = await tables
    .insert(machineKeys)
    .values({ id: newId('key'), tokenHash: hashToken(key), name, role, createdBy: by })
    .returning();
  if (!record) throw new Error('a key was not stored');
  return { key, record };
};

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
export const revokeKey = async (tables: Tables, id: string): Promise<void> => {
  const revoked = await tables
    .update(machineKeys)
    .set({ revokedAt: new Date() })
    .where(and(eq(machineKeys.id, id), isNull(machineKeys.revokedAt)))
    .returning({ id: machineKeys.id });
  if (revoked.length === 0) throw notFound('This key');
};
