import type { Sql } from '@relight/db/connect';
import type { TransactionSql } from 'postgres';

/** Longer than any lock or statement may take; whoever waits is told, and may try again. */
const LONGEST_MS = 20_000;

/** @throws Error when `done` takes longer than anything may */
export const withinTime = async <T>(done: Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the database took too long')), LONGEST_MS);
  });
  try {
    return await Promise.race([done, tooLong]);
  } finally {
    clearTimeout(timer);
  }
};

/**
 * `sql.begin`, for connections that may be cut at any moment.
 *
 * When the connection is lost, `begin` rejects by itself; but the driver would also send a rollback down the closed connection, which
 * ends the whole process with an exception nobody can catch. So in that case the work is left unfinished, for good.
 */
export const inTransaction = <T>(sql: Sql, work: (tx: TransactionSql) => Promise<T>): Promise<T> =>
  withinTime(
    sql.begin((tx) =>
      work(tx).catch((error) => {
        if (lostConnection(error)) return new Promise<never>(() => {});
        throw error;
      }),
    ) as Promise<T>,
  );

/** By the driver's code, the operating system's, or PostgreSQL's word that it hangs up. */
export const lostConnection = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false;
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  if (severity === 'FATAL' || severity === 'PANIC') return true;
  return typeof code === 'string' && /^(CONNECTION_|ECONN|EPIPE|ETIMEDOUT|EHOST|ENET)/.test(code);
};
