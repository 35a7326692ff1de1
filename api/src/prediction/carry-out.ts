import type { Sql } from '@relight/db/connect';
import type { Logger } from 'pino';
import { type Operations, SYSTEM } from '../operations/operations.ts';
import type { Outcome } from '../operations/outcome.ts';
import type { Orders } from './placement.ts';
import { markPlaced, markThoseInTheLog, markUnplaced, type WaitingReport } from './waiting-reports.ts';

/** How often a report whose placement was refused is tried anew, on the state of the day. */
const MAX_TRIES = 5;

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
  const tries = new Map<string, number>();

  const giveUpOn = async (operation: string, refused: ReadonlyMap<string, string>): Promise<void> => {
    for (const [id, reason] of refused) {
      const key = `${operation} ${id}`;
      const tried = (tries.get(key) ?? 0) + 1;
      tries.set(key, tried);
      if (tried < MAX_TRIES) continue;
      tries.delete(key);
      log.warn({ operation, report: id, reason }, 'a report could not be placed');
      await markUnplaced(sql, operation, reason, [id]);
    }
  };

  /** Whether some of the reports that waited still do. */
  return async (
    operation: string,
    placements: readonly Orders[],
    waiting: readonly WaitingReport[],
  ): Promise<boolean> => {
    let failure: string | undefined;
    const refused = new Map(waiting.map(({ id }) => [id, 'noRule']));
    // All at once, in this order: the log judges them one after the other and writes them together.
    const given = placements.map(async ({ incident, commands, reports }) => {
      const ids = reports.map(({ id }) => id);
      const outcomes = await Promise.all(commands.map((command) => operations.submit(operation, command, SYSTEM)));
      const bad = outcomes.find(
        (outcome): outcome is Exclude<Outcome, { outcome: 'accepted' }> => outcome.outcome !== 'accepted',
      );
      if (bad === undefined) {
        if (ids.length > 0) await markPlaced(sql, operation, incident, ids);
        for (const id of ids) refused.delete(id);
      } else if (bad.outcome === 'failed') {
        failure = bad.message;
      } else {
        for (const id of ids) if (refused.has(id)) refused.set(id, bad.code);
        if (ids.length === 0) log.debug({ operation, incident, reason: bad.code }, 'a prediction was refused');
      }
    });
    await Promise.all(given);
    // No verdict: the orders may be in the log or not, which is to be asked before anything is tried again.
    if (failure !== undefined) throw new Error(failure);
    if (refused.size === 0) return false;
    await giveUpOn(operation, refused);
    // Part of a placement may have gone through before the part that was refused.
    await markThoseInTheLog(sql, operation);
    return true;
  };
};
