import type { Sql } from '@relight/db/connect';
import type { Logger } from 'pino';
import { type Operations, SYSTEM } from '../operations/operations.ts';
import type { Outcome } from '../operations/outcome.ts';
import { createNewest } from './newest.ts';
import type { Orders } from './placement.ts';
import { markPlaced, markThoseInTheLog, markUnplaced, type WaitingReport } from './waiting-reports.ts';

/** Reports that wait are remembered up to this number: many also find a place by other ways, of which nothing is heard here. */
const MOST_HELD = 10_000;

/** Gives orders to the log and marks the reports that it has taken in. */
export const createCarrier = ({
  sql,
  operations,
  log,
}: {
  readonly sql: Sql;
  readonly operations: Pick<Operations, 'submit'>;
  readonly log: Logger;
}) => {
  /** Reports that wait because of a refusal, of which the program's log has been told. */
  const held = createNewest<string>(MOST_HELD);

  const tellOnce = (operation: string, reason: string, ids: readonly string[]): void => {
    const fresh = ids.filter((id) => held.add(`${operation} ${id}`));
    if (fresh.length > 0)
      log.warn({ operation, reason, reports: fresh.length }, 'reports wait: their order was refused');
  };

  /**
   * A report that no rule has a place for is marked so. One whose order was refused goes on waiting and is planned for anew: no reason that
   * may pass is one to give a caller up.
   */
  return async (operation: string, placements: readonly Orders[], waiting: readonly WaitingReport[]): Promise<void> => {
    let failure: string | undefined;
    const homeless = new Set(waiting.map(({ id }) => id));
    let isRefused = false;
    // All at once, in this order: the log judges them one after the other and writes them together.
    const given = placements.map(async ({ incident, commands, reports }) => {
      const ids = reports.map(({ id }) => id);
      const outcomes = await Promise.all(commands.map((command) => operations.submit(operation, command, SYSTEM)));
      const bad = outcomes.find(
        (outcome): outcome is Exclude<Outcome, { outcome: 'accepted' }> => outcome.outcome !== 'accepted',
      );
      for (const id of ids) homeless.delete(id);
      if (bad === undefined) {
        if (ids.length > 0) await markPlaced(sql, operation, incident, ids);
        for (const id of ids) held.delete(`${operation} ${id}`);
      } else if (bad.outcome === 'failed') {
        failure = bad.message;
      } else {
        isRefused = true;
        if (ids.length > 0) tellOnce(operation, bad.code, ids);
        else log.debug({ operation, incident, reason: bad.code }, 'a prediction was refused');
      }
    });
    await Promise.all(given);
    // No verdict: the orders may be in the log or not, which is to be asked before anything is tried again.
    if (failure !== undefined) throw new Error(failure);
    if (homeless.size > 0) await markUnplaced(sql, operation, 'noRule', [...homeless]);
    // Part of a placement may have gone through before the part that was refused.
    if (isRefused) await markThoseInTheLog(sql, operation);
  };
};
