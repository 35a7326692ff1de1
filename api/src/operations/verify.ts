import type { Sql } from '@relight/db/connect';
import { CHAIN_START, chainLink } from '@relight/shared/operation/chain';
import type { Actor, OperationEvent } from '@relight/shared/operation/events';
import type { TransactionSql } from 'postgres';

export type Finding = {
  readonly operation: string;
  /** Events that were read and found good. */
  readonly events: number;
  /** The last link: who has noted it elsewhere can tell a log that was rewritten from the beginning. */
  readonly hash: string;
  /** The first event that is not what was written, or undefined if all are. */
  readonly broken?: { readonly seq: number; readonly why: string };
};

type Line = {
  readonly seq: number;
  readonly at: Date;
  readonly actor: Actor;
  readonly commandId: string;
  readonly type: string;
  readonly event: OperationEvent;
  readonly hash: string;
};
type Operation = { readonly id: string; readonly head: number; readonly headHash: string; readonly lastAnswer: number };

const PAGE = 1_000;

/**
 * Reads every event of every log and follows its chain. Works on one view of the database, so appends may go on meanwhile; reads page
 * by page, so a log may be of any length.
 * @param onProgress hears the number of events read so far, after each page
 */
export const verifyLog = ({
  sql,
  onProgress = () => {},
}: {
  readonly sql: Sql;
  readonly onProgress?: (operation: string, events: number) => void;
}): Promise<readonly Finding[]> =>
  sql.begin('isolation level repeatable read read only', async (tx) => {
    const operations = await tx<Operation[]>`
      select id, head, head_hash as "headHash", coalesce(
        (select max(to_seq) from commands where operation_id = operations.id), 0) as "lastAnswer"
      from operations order by id`;
    const strays = await tx<{ operation: string }[]>`
      select distinct operation_id as operation from events
      where not exists (select from operations where id = operation_id) order by 1`;
    const findings: Finding[] = [];
    for (const operation of operations) findings.push(await follow(tx, operation, onProgress));
    for (const { operation } of strays) {
      findings.push({ operation, events: 0, hash: CHAIN_START, broken: { seq: 1, why: 'its operation is gone' } });
    }
    return findings;
  });

const follow = async (
  tx: TransactionSql,
  { id: operation, head, headHash, lastAnswer }: Operation,
  onProgress: (operation: string, events: number) => void,
): Promise<Finding> => {
  let hash = CHAIN_START;
  let events = 0;
  const finding = (seq?: number, why = ''): Finding =>
    seq === undefined ? { operation, events, hash } : { operation, events, hash, broken: { seq, why } };

  const pages = tx<Line[]>`
    select seq, at, actor, command_id as "commandId", type, event, hash from events
    where operation_id = ${operation} order by seq`.cursor(PAGE);
  for await (const page of pages) {
    for (const line of page) {
      const why = whyBroken(operation, hash, events + 1, line);
      if (why !== undefined) return finding(Math.min(line.seq, events + 1), why);
      hash = line.hash;
      events = line.seq;
    }
    onProgress(operation, events);
  }
  if (events < head) return finding(events + 1, `the log ends at ${events}, but its head is ${head}`);
  if (events < lastAnswer) return finding(events + 1, `a command was answered with event ${lastAnswer}`);
  if (events > head) return finding(head + 1, `the log goes on after its head, ${head}`);
  if (events > 0 && hash !== headHash) return finding(events, 'it is not the event that the head was chained to');
  return finding();
};

const whyBroken = (operation: string, before: string, expected: number, line: Line): string | undefined => {
  if (line.seq !== expected) return `event ${expected} is missing`;
  if (line.type !== line.event.type) return 'its type column says something else than the event';
  const { seq, at, actor, commandId: command, event } = line;
  const link = chainLink(before, operation, { seq, at: at.toISOString(), actor, command, event });
  return link === line.hash ? undefined : 'it does not match its link in the chain';
};
