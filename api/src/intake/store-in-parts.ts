import type { Sql } from '@relight/db/connect';
import type { TransactionSql } from 'postgres';

/** Rows of one statement at most. What a statement holds is put into words in one go, and nobody else is heard meanwhile. */
const ROWS = 1_000;

/**
 * Writes many rows by several statements, all or nothing; few by one, which needs no transaction.
 * @returns what each statement returned
 */
export const storeInParts = async <Row, Stored>(
  sql: Sql,
  rows: readonly Row[],
  store: (sql: Sql | TransactionSql, rows: readonly Row[]) => Promise<Stored>,
): Promise<readonly Stored[]> => {
  if (rows.length <= ROWS) return [await store(sql, rows)];
  const stored: Stored[] = [];
  await sql.begin(async (tx) => {
    for (let at = 0; at < rows.length; at += ROWS) stored.push(await store(tx, rows.slice(at, at + ROWS)));
  });
  return stored;
};
