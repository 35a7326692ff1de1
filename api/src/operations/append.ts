import type { Sql } from '@relight/db/connect';
import type { NetworkFacts } from '@relight/shared/network/facts';
import { CHAIN_START } from '@relight/shared/operation/chain';
import type { CommandOf } from '@relight/shared/operation/commands';
import type { TransactionSql } from 'postgres';
import type { Directory } from './directory.ts';
import { type Answered, type Batch, judgeBatch, type Submission } from './judge-batch.ts';
import { readEvents } from './read-log.ts';
import type { Room } from './room.ts';
import { inTransaction } from './transaction.ts';
import { writeBatch } from './write-batch.ts';

export type Append = {
  readonly room: Room;
  readonly network: NetworkFacts | null;
  readonly submissions: readonly Submission[];
  /** Makes the operation in the same transaction, if it does not exist. */
  readonly opening?: CommandOf<'openOperation'>;
};

/** The log ends before what this process has read of it: it has been put back to an earlier time. */
export class LogIsShorter extends Error {}

// A process that stops in the middle of a transaction (a paused machine) must not keep every other writer of the log waiting.
const LIMITS = `set local lock_timeout = '5s'; set local idle_in_transaction_session_timeout = '10s'`;

/**
 * One transaction for several commands of one operation: waits for its turn at the operation's row, reads what other processes have
 * appended meanwhile, judges, and writes events, answers, read tables and the new head. Three round trips for any number of commands.
 *
 * When it settles, everything is on disk; the room has not been told yet. When it rejects, nothing has happened, or nobody can tell
 * whether it did (the connection was lost at the very end): the same commands may be sent again either way.
 * @returns undefined if there is no such operation
 * @throws LogIsShorter, or the driver's error
 */
export const append = async (
  sql: Sql,
  directory: Directory,
  position: (crew: string) => { readonly lon: number; readonly lat: number } | undefined,
  { room, network, submissions, opening }: Append,
): Promise<Batch | undefined> => {
  const { operation } = room;
  let written: Promise<void> = Promise.resolve();
  let refusedToOpen: Batch | undefined;
  const transaction = inTransaction(sql, async (tx) => {
    const turn = await takeTurn(tx, operation, submissions, opening);
    if (turn === undefined) return undefined;
    await catchUp(tx, room, turn.head);
    // A clock that was set back must not make the log run backwards.
    const at = new Date(Math.max(Date.now(), turn.headAt?.getTime() ?? 0)).toISOString();
    const judged = judgeBatch(submissions, {
      operation,
      state: room.state,
      headHash: turn.headHash,
      at,
      network,
      directory,
      position,
      answered: turn.answered,
    });
    if (opening && judged.state.seq === 0) {
      refusedToOpen = judged;
      throw new Error('an operation that was not opened must not stay');
    }
    // Not awaited here, so that the commit travels right behind the writes instead of one round trip later. Should one of them fail,
    // PostgreSQL turns the commit into a rollback, and the error comes out below.
    written = writeBatch(tx, operation, at, judged);
    written.catch(() => {});
    return judged;
  });
  const batch = await transaction.catch((error) => {
    if (refusedToOpen) return refusedToOpen;
    throw error;
  });
  await written;
  return batch;
};

type Turn = {
  readonly head: number;
  readonly headHash: string;
  readonly headAt: Date | null;
  readonly answered: ReadonlyMap<string, Answered>;
};

/** Locks the operation's row. Answers are looked up by a later statement, because only that one sees what the lock has waited for. */
const takeTurn = async (
  tx: TransactionSql,
  operation: string,
  submissions: readonly Submission[],
  opening: CommandOf<'openOperation'> | undefined,
): Promise<Turn | undefined> => {
  const limits = tx.unsafe(LIMITS).execute();
  const made =
    opening &&
    tx`
      insert into operations (id, kind, name_zh, name_en, network_version, head_hash) values
        (${operation}, ${opening.kind}, ${opening.name.zh}, ${opening.name.en}, ${opening.network}, ${CHAIN_START})
      on conflict do nothing`.execute();
  const locked = tx<{ head: number; headHash: string; headAt: Date | null }[]>`
    select head, head_hash as "headHash", head_at as "headAt" from operations where id = ${operation} for update`.execute();
  const known = tx<Answered[]>`
    select command_id as "commandId", fingerprint, outcome, from_seq as "fromSeq", to_seq as "toSeq", code, details
    from commands where operation_id = ${operation} and command_id = any(${submissions.map((it) => it.command.id)})`.execute();
  const [[row], answers] = await Promise.all([locked, known, limits, made]);
  return row && { ...row, answered: new Map(answers.map((answer) => [answer.commandId, answer])) };
};

/** On the transaction's own connection: waiting for another one could make all of them wait for each other. */
const catchUp = async (tx: TransactionSql, room: Room, head: number) => {
  if (head < room.head) throw new LogIsShorter(`operation ${room.operation} ends at ${head}, not ${room.head}`);
  while (room.head < head) {
    const events = await readEvents(tx, room.operation, room.head, 1_000);
    if (events.length === 0) throw new Error(`operation ${room.operation}: event ${room.head + 1} is missing`);
    room.receive(events);
  }
};
