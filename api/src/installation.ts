import { randomBytes } from 'node:crypto';
import type { Tables } from '@relight/db/connect';
import { installation } from '@relight/db/schema/installation';
import { eq } from 'drizzle-orm';

/** What tells this installation from others on the same host. No secret. */
export const installationId = (tables: Tables): Promise<string> => madeOnce(tables, 'id', 4);

/** The secret of the link with which the demo's people are signed in. It outlives a restart, so that an open page goes on working. */
export const demoToken = (tables: Tables): Promise<string> => madeOnce(tables, 'demoLink', 24);

/** Made at random by the first process of a database that asks; the same for every other. */
const madeOnce = async (tables: Tables, name: string, bytes: number): Promise<string> => {
  await tables
    .insert(installation)
    .values({ name, value: { made: randomBytes(bytes).toString('hex') } })
    .onConflictDoNothing();
  const [row] = await tables.select().from(installation).where(eq(installation.name, name));
  return String(row?.value.made);
};
