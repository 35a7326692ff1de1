import type { Sql } from '@relight/db/connect';
import type { NetworkFacts } from '@relight/shared/network/facts';
import { CHAIN_START } from '@relight/shared/operation/chain';
import type { CommandOf } from '@relight/shared/operation/commands';
import type { TransactionSql } from 'postgres';
import type { AnswersEnd } from './answer-chain.ts';
import type { Directory } from './directory.ts';
import { type Answered, type Batch, judgeBatch, type Submission, type Verdict } from './judge-batch.ts';
import { readEvents } from './read-log.ts';
import type { Room } from './room.ts';
import { inTransaction, withinTime } from './transaction.ts';
import { writeBatch } from './write-batch.ts';

export type Append = {
  readonly room: Room;
  readonly network: NetworkFacts | null;
  readonly submissions: readonly Submission[];
  /** What time it is, in ms. */
  readonly now: () => number;
  /** Hears when the log is carried on with an earlier time than it ends with. */
  readonly onSetBack: (from: string, to: string) => void;
  /** Makes the operation in the same transaction, if it does not exist. */
  readonly opening?: CommandOf<'openOperation'>;
};

/** The log ends before what this process has read of it: it has been put back to an earlier time. */
export class LogIsShorter extends Error {}

// A process that stops in the middle of a transaction (a paused machine) must not keep every other writer of the log waiting.
const LIMITS = `set local lock_timeout = '5s'; set local idle_in_transaction_session_timeout = '10s'`;

type Where = (crew: string) => { readonly lon: number; readonly lat: number } | undefined;

/**
 * One transaction for several commands of one operation: events, answers, read tables and the new head are all on disk when it settles;
 * the room has not been told yet. When it rejects, nothing has happened, or nobody can tell whether it did (the connection was lost at
 * the very end): the same commands may be sent again either way.
 * @returns undefined if there is no such operation
 * @throws LogIsShorter, or the driver's error
 */
export const append = async (
  sql: Sql,
  directory: Directory,
  position: Where,
  what: Append,
): Promise<Batch | undefined> =>
  (await appendAtOnce(sql, directory, position, what)) ?? appendInTurn(sql, directory, position, what);

/**
 * Judges on the state as this process knows it and writes in a single round trip, on condition that the log and its answers still end there and
 * that none of the commands has been answered before. That is the rule while one process writes.
 * @returns undefined if it was not so; nothing has happened then
 */
const appendAtOnce = async (
  sql: Sql,
  directory: Directory,
  position: Where,
  { room, network, submissions, now, onSetBack }: Append,
): Promise<Batch | undefined> => {
  const { operation, tail } = room;
  if (tail === undefined) return undefined;
  const batch = judgeBatch(submissions, {
    operation,
    state: room.state,
    headHash: tail.hash,
    answersEnd: tail.answersEnd,
    at: instantAfter(tail.at, now(), onSetBack),
    network,
    directory,
    position,
    answered: new Map(),
  });
  if (batch.verdicts.some(leavesNoAnswer)) return undefined;
  try {
    return (await withinTime(writeBatch(sql, operation, { head: tail.seq, answers: tail.answersEnd.count }, batch)))
      ? batch
      : undefined;
  } catch (error) {
    if ((error as { code?: unknown }).code === UNIQUE_VIOLATION) return undefined;
    throw error;
  }
};

const UNIQUE_VIOLATION = '23505';

/**
 * What leaves no answer behind is not recognised here as a command that has been answered before. An id that was used twice in the batch
 * is: its first use leaves one.
 */
const leavesNoAnswer = (verdict: Verdict): boolean =>
  verdict.outcome === 'failed' && verdict.code !== 'commandIdReused';

/** Waits for its turn at the operation's row, reads what other processes have appended and what has been answered, and judges on that. */
const appendInTurn = async (
  sql: Sql,
  directory: Directory,
  position: Where,
  { room, network, submissions, now, onSetBack, opening }: Append,
): Promise<Batch | undefined> => {
  const { operation } = room;
  let refusedToOpen: Batch | undefined;
  const transaction = inTransaction(sql, async (tx) => {
    const turn = await takeTurn(tx, operation, submissions, opening);
    if (turn === undefined) return undefined;
    await catchUp(tx, room, turn.head);
    const batch = judgeBatch(submissions, {
      operation,
      state: room.state,
      headHash: turn.headHash,
      answersEnd: turn.answersEnd,
      at: instantAfter(turn.headAt?.toISOString(), now(), onSetBack),
      network,
      directory,
      position,
      answered: turn.answered,
    });
    if (opening && batch.state.seq === 0) {
      refusedToOpen = batch;
      throw new Error('an operation that was not opened must not stay');
    }
    if (batch.answers.length > 0)
      await writeBatch(tx, operation, { head: turn.head, answers: turn.answersEnd.count }, batch);
    return batch;
  });
  return transaction.catch((error) => {
    if (refusedToOpen) return refusedToOpen;
    throw error;
  });
};

/** Clocks of machines differ by less; a log that is further ahead was written by a wrong one. */
const MOST_AHEAD_MS = 5_000;

/**
 * Now, or the time of the last event where that is a little ahead: the log does not run backwards because clocks differ. One that was
 * far ahead must not stop the time until it is reached: the log goes back to the right time, for all to see.
 */
const instantAfter = (last: string | undefined, now: number, onSetBack: Append['onSetBack']): string => {
  const ahead = last === undefined ? 0 : Date.parse(last) - now;
  if (last !== undefined && ahead > 0 && ahead <= MOST_AHEAD_MS) return last;
  const at = new Date(now).toISOString();
  if (last !== undefined && ahead > MOST_AHEAD_MS) onSetBack(last, at);
  return at;
};

type Turn = {
  readonly head: number;
  readonly headHash: string;
  readonly headAt: Date | null;
  readonly answersEnd: AnswersEnd;
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
  const locked = tx<(Omit<Turn, 'answersEnd' | 'answered'> & { answers: number; answersHash: string })[]>`
    select head, head_hash as "headHash", head_at as "headAt", answers, answers_hash as "answersHash" from operations where id = ${operation} for update`.execute();
  const known = tx<Answered[]>`
    select command_id as "commandId", fingerprint, outcome, from_seq as "fromSeq", to_seq as "toSeq", code, details
    from commands where operation_id = ${operation} and command_id = any(${submissions.map((it) => it.command.id)})`.execute();
  const [[row], answers] = await Promise.all([locked, known, limits, made]);
  return (
    row && {
      ...row,
      answersEnd: { count: row.answers, hash: row.answersHash },
      answered: new Map(answers.map((answer) => [answer.commandId, answer])),
    }
  );
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
