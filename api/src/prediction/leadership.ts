import type { Sql } from '@relight/db/connect';
import type { ReservedSql } from 'postgres';

/** First half of the key of the lock that the predicting process of an operation holds; "place". */
const LOCK = 75_223;

/**
 * Which operations this process predicts for: of those that share a database, one at a time for each operation. The locks live as long
 * as one connection; whoever loses it has lost them all, and finds out before acting again.
 */
export const createLeadership = ({ sql }: { sql: Sql }) => {
  let connection: ReservedSql | undefined;
  let backend: number | undefined;
  let ours = new Set<string>();
  let asking: Promise<unknown> = Promise.resolve();

  const ask = async (operation: string): Promise<boolean> => {
    connection ??= await sql.reserve();
    try {
      const [answer] = await connection<{ backend: number; got: boolean }[]>`
        select pg_backend_pid() as backend,
               ${ours.has(operation)} or pg_try_advisory_lock(${LOCK}, hashtext(${operation})) as got`;
      if (answer === undefined) throw new Error('the database did not answer');
      if (backend !== answer.backend && ours.size > 0) {
        // The driver has made a new connection by itself: nothing is locked on it.
        lose();
        return await ask(operation);
      }
      backend = answer.backend;
      if (answer.got) ours.add(operation);
      return answer.got;
    } catch (error) {
      lose();
      throw error;
    }
  };

  const lose = () => {
    ours = new Set();
    backend = undefined;
    connection?.release();
    connection = undefined;
  };

  /** One question at a time on the one connection. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = asking.then(work, work);
    asking = result.catch(() => {});
    return result;
  };

  return {
    /** Whether this process predicts for the operation now; takes it on if nobody else does. */
    lead: (operation: string): Promise<boolean> => inTurn(() => ask(operation)),
    /** Whether it did when it was last asked. */
    leads: (operation: string): boolean => ours.has(operation),
    /** Leaves the operation to whoever wants it. */
    resign: (operation: string): Promise<void> =>
      inTurn(async () => {
        if (!ours.delete(operation) || connection === undefined) return;
        await connection`select pg_advisory_unlock(${LOCK}, hashtext(${operation}))`.catch(lose);
      }),
    close: (): Promise<void> =>
      inTurn(async () => {
        if (connection !== undefined) await connection`select pg_advisory_unlock_all()`.catch(() => {});
        lose();
      }),
  };
};
