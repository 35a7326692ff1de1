import { randomBytes } from 'node:crypto';
import type { Tables } from '@relight/db/connect';
import { installation } from '@relight/db/schema/installation';
import { eq } from 'drizzle-orm';

const NAME = 'id';

/** What tells this installation from others on the same host; made once, and the same for every process on its database. No secret. */
export const installationId = async (tables: Tables): Promise<string> => {
  await tables
    .insert(installation)
    .values({ name: NAME, value: { id: randomBytes(4).toString('hex') } })
    .onConflictDoNothing();
  const [row] = await tables.select().from(installation).where(eq(installation.name, NAME));
  return String(row?.value.id);
};
