import type { Sql } from '@relight/db/connect';
import { CHAIN_START } from '@relight/shared/operation/chain';
import type { TransactionSql } from 'postgres';
import { ACCESS_LOG } from '../auth/access-log.ts';
import type { Link, Links } from './remembered-links.ts';
import { compareAnswers } from './verify/compare-answers.ts';
import { compareOperation, type OperationRow } from './verify/compare-operation.ts';
import { snapshotsOf } from './verify/compare-snapshots.ts';
import { compareTables } from './verify/compare-tables.ts';
import { findStrays } from './verify/find-strays.ts';
import type { Finding } from './verify/finding.ts';
import { type Followed, followLog } from './verify/follow-log.ts';

export type { Finding } from './verify/finding.ts';
export { isIntact } from './verify/finding.ts';

type Operation = OperationRow & { readonly lastAnswer: number };
type OnProgress = (operation: string, events: number) => void;

/**
 * Reads every event of every log, follows its chain, folds it again, and lays beside it all that is said to follow from it: the
 * operation's row, the answers to commands, the read tables, the snapshots; and what was remembered of it outside of the database.
 * Works on one view of the database, so appends may go on meanwhile.
 * @param remembered the newest links that were noted elsewhere
 * @param onProgress hears the number of events read so far, after each page
 */
export const verifyLog = ({
  sql,
  remembered = {},
  onProgress = () => {},
}: {
  readonly sql: Sql;
  readonly remembered?: Links;
  readonly onProgress?: OnProgress;
}): Promise<readonly Finding[]> =>
  sql.begin('isolation level repeatable read read only', async (tx) => {
    const operations = await tx<Operation[]>`
      select id, kind, name_zh as "nameZh", name_en as "nameEn", network_version as network, status, head,
        head_hash as "headHash", head_at as "headAt", answers, answers_hash as "answersHash", coalesce(
        (select max(to_seq) from commands where operation_id = operations.id), 0) as "lastAnswer"
      from operations order by id`;
    const findings: Finding[] = [];
    for (const operation of operations)
      findings.push(await verify(tx, operation, remembered[operation.id], onProgress));
    const strays = await findStrays(tx);
    for (const [operation, tables] of strays) findings.push(stray(operation, tables));
    for (const [operation, link] of Object.entries(remembered)) {
      if (operation === ACCESS_LOG) continue;
      const isThere = strays.has(operation) || operations.some(({ id }) => id === operation);
      if (!isThere) findings.push(erased(operation, link));
    }
    return findings;
  });

const verify = async (
  tx: TransactionSql,
  row: Operation,
  remembered: Link | undefined,
  onProgress: OnProgress,
): Promise<Finding> => {
  const operation = row.id;
  const snapshots = await snapshotsOf(tx, operation);
  let linkThen: string | undefined;
  const followed = await followLog(tx, operation, {
    event(seq, hash, state) {
      if (seq === remembered?.seq) linkThen = hash;
      snapshots.pass(seq, state);
    },
    page: (events) => onProgress(operation, events),
  });
  const { events, hash, setBacks: notes } = followed;
  const broken = followed.broken ?? whereItEndsWrong(row, followed);
  const contradictions = remembered === undefined ? [] : compareLink(remembered, events, linkThen);
  // What should follow from a broken log is anybody's guess.
  if (broken !== undefined) return { operation, events, hash, broken, contradictions, notes };
  return {
    operation,
    events,
    hash,
    notes,
    contradictions: [
      ...contradictions,
      ...compareOperation(row, followed),
      ...(await compareAnswers(tx, row, remembered)),
      ...(await compareTables(tx, operation, followed.rows)),
      ...(await snapshots.compare()),
    ],
  };
};

const whereItEndsWrong = ({ head, headHash, lastAnswer }: Operation, { events, hash }: Followed): Finding['broken'] => {
  if (events < head) return { seq: events + 1, why: `the log ends at ${events}, but its head is ${head}` };
  if (events < lastAnswer) return { seq: events + 1, why: `a command was answered with event ${lastAnswer}` };
  if (events > head) return { seq: head + 1, why: `the log goes on after its head, ${head}` };
  if (hash !== headHash) return { seq: events, why: 'it is not the event that the head was chained to' };
  return undefined;
};

/** What was remembered of a log and is no longer so. */
export const compareLink = ({ seq, hash, at }: Link, events: number, linkThen: string | undefined): string[] => {
  if (events < seq) return [`the log had ${seq} events at ${at}, and has ${events} now`];
  return linkThen === hash ? [] : [`the first ${seq} events are not those that it had at ${at}`];
};

const stray = (operation: string, tables: readonly string[]): Finding => ({
  operation,
  events: 0,
  hash: CHAIN_START,
  notes: [],
  ...(tables.includes('events') && { broken: { seq: 1, why: 'its operation is gone' } }),
  contradictions: [`its operation is gone, but rows of it are left in ${tables.join(', ')}`],
});

const erased = (operation: string, { seq, at }: Link): Finding => ({
  operation,
  events: 0,
  hash: CHAIN_START,
  notes: [],
  contradictions: [`the whole operation is gone: it had ${seq} events at ${at}`],
});
