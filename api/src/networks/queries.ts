import type { Tables } from '@relight/db/connect';
import { networkParts, networks } from '@relight/db/schema/networks';
import type { NetworkSummary } from '@relight/shared/http/networks';
import { asc, desc, eq } from 'drizzle-orm';

export type NetworkRow = typeof networks.$inferInsert;

const SUMMARY = {
  version: networks.version,
  name: networks.name,
  source: networks.source,
  importedAt: networks.importedAt,
  stats: networks.stats,
  warnings: networks.warnings,
};

type SummaryRow = Pick<typeof networks.$inferSelect, keyof typeof SUMMARY>;

const toSummary = ({ importedAt, warnings, ...row }: SummaryRow): NetworkSummary => ({
  ...row,
  warnings: [...warnings],
  importedAt: importedAt.toISOString(),
});

/** All versions, the latest first. */
export const listNetworks = async (tables: Tables): Promise<readonly NetworkSummary[]> => {
  const rows = await tables.select(SUMMARY).from(networks).orderBy(desc(networks.importedAt), asc(networks.version));
  return rows.map(toSummary);
};

export const findNetwork = async (tables: Tables, version: string) => {
  const [row] = await tables
    .select({ ...SUMMARY, names: networks.names, contentHash: networks.contentHash })
    .from(networks)
    .where(eq(networks.version, version));
  return row && { summary: toSummary(row), names: row.names, contentHash: row.contentHash };
};

/** Undefined where there is no such version, null where it has no base map. */
export const readBase = async (tables: Tables, version: string): Promise<object | null | undefined> => {
  const [row] = await tables.select({ base: networks.base }).from(networks).where(eq(networks.version, version));
  return row?.base;
};

export const readParts = async (tables: Tables, version: string): Promise<readonly Uint8Array[]> => {
  const rows = await tables
    .select({ bytes: networkParts.bytes })
    .from(networkParts)
    .where(eq(networkParts.version, version))
    .orderBy(asc(networkParts.part));
  return rows.map((row) => row.bytes);
};

/** One transaction: a version is there whole or not at all. False where the version is taken. */
export const insertNetwork = (tables: Tables, row: NetworkRow, parts: Iterable<Uint8Array>): Promise<boolean> =>
  tables.transaction(async (tx) => {
    const inserted = await tx
      .insert(networks)
      .values(row)
      .onConflictDoNothing()
      .returning({ version: networks.version });
    if (inserted.length === 0) return false;
    let part = 0;
    for (const bytes of parts) await tx.insert(networkParts).values({ version: row.version, part: part++, bytes });
    return true;
  });
