import type { Sql } from '@relight/db/connect';
import type { DispatchId } from '@relight/shared/operation/ids';
import type { Logger } from 'pino';
import { type Repeated, repeat } from '../repeat.ts';
import { type Operations, SYSTEM } from './operations.ts';

const LOOK_MS = 1_000;

/** Takes back the dispatches that no crew has answered in time, in every operation. */
export type Deadlines = Repeated;

type Overdue = { readonly operation: string; readonly dispatch: DispatchId };

/**
 * Every process looks; the command's id makes it happen once. What is overdue is asked of the read table, so that it is found after a
 * restart too, and in operations that nobody is looking at.
 */
export const startDeadlines = ({
  sql,
  operations,
  log,
  lookMs = LOOK_MS,
}: {
  readonly sql: Sql;
  readonly operations: Operations;
  readonly log: Logger;
  readonly lookMs?: number;
}): Deadlines => {
  /** How often each dispatch has been tried without success. */
  let tries = new Map<string, number>();

  const look = async () => {
    const overdue = await sql<Overdue[]>`
      select operation_id as operation, id as dispatch from dispatches
      where status = 'offered' and answer_by <= ${new Date(operations.now())} order by answer_by limit 200`;
    const before = tries;
    tries = new Map();
    await Promise.all(overdue.map((it) => expire(it, before.get(keyOf(it)) ?? 0)));
  };

  const expire = async (it: Overdue, tried: number) => {
    const { operation, dispatch } = it;
    // An id keeps its first answer for ever. If that was no, because a clock was wrong or somebody else had used the id, another one
    // must be tried, or the offer would stay open for ever.
    const id = tried === 0 ? `expire-${dispatch}` : `expire-${dispatch}-${tried + 1}`;
    const outcome = await operations.submit(operation, { id, type: 'expireDispatch', dispatch }, SYSTEM);
    if (outcome.outcome === 'accepted') return;
    if (outcome.outcome === 'failed' && outcome.code !== 'commandIdReused') return;
    tries.set(keyOf(it), tried + 1);
    log.warn({ operation, dispatch, outcome }, 'an unanswered dispatch could not be taken back');
  };

  return repeat(lookMs, look, (error) => log.warn({ err: error }, 'could not look for unanswered dispatches'));
};

const keyOf = ({ operation, dispatch }: Overdue): string => `${operation} ${dispatch}`;
