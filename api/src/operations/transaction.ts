import type { Sql } from '@relight/db/connect';
import type { TransactionSql } from 'postgres';

/** Longer than any lock or statement may take; whoever waits is told, and may try again. */
const LONGEST_MS = 20_000;

class TookTooLong extends Error {
  /** As PostgreSQL says of a statement that was cancelled. */
  readonly code = '57014';
}

/** @throws Error when `done` takes longer than anything may */
export const withinTime = async <T>(done: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong('the database took too long')), LONGEST_MS);
  });
  try {
    return await Promise.race([done, tooLong]);
  } finally {
    clearTimeout(timer);
  }
};

/** A transaction that takes no longer than anything may. */
export const inTransaction = <T>(sql: Sql, work: (tx: TransactionSql) => Promise<T>): Promise<T> =>
  withinTime(sql.begin(work) as Promise<T>);
