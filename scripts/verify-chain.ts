import type { Sql } from '@relight/db/connect';
import { CHAIN_START, chainLink } from '@relight/shared/operation/chain';
import type { RecordedEvent } from '@relight/shared/operation/events';

/** What was found in the log of one operation. */
export type Verdict =
  | { readonly intact: true; readonly events: number }
  /** `seq` is the first event that is not what was written, or is not there. */
  | { readonly intact: false; readonly seq: number; readonly reason: string };

type StoredLine = Omit<RecordedEvent, 'at' | 'event'> & { at: Date; event: unknown; hash: string };

const PAGE = 1_000;

/** The operations that have a log, also those whose own row is gone. */
export async function loggedOperations(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from operations union select distinct operation_id from events order by 1`;
  return rows.map(({ id }) => id);
}

/**
 * Reads the whole log of `operation` as it is stored and computes its chain anew. An event that was changed, removed, added or moved
 * shows, and so does a missing end: the operation's row says how long the log is.
 */
export async function verifyChain(sql: Sql, operation: string): Promise<Verdict> {
  const [row] = await sql<{ head: number; headHash: string }[]>`
    select head, head_hash as "headHash" from operations where id = ${operation}`;
  if (!row) return { intact: false, seq: 1, reason: 'the operation itself has been removed' };

  let hash = CHAIN_START;
  let seq = 0;
  // Only as far as the log went when we began: it may be growing.
  const lines = sql<StoredLine[]>`
    select seq, at, actor, command_id as command, event, hash from events
    where operation_id = ${operation} and seq <= ${row.head} order by seq`.cursor(PAGE);
  for await (const page of lines) {
    for (const { hash: stored, ...line } of page) {
      seq += 1;
      if (line.seq !== seq) return { intact: false, seq, reason: 'it is missing' };
      hash = chainLink(hash, operation, { ...line, at: line.at.toISOString() } as RecordedEvent);
      if (hash !== stored) return { intact: false, seq, reason: 'it is not what was written' };
    }
  }
  if (seq < row.head) return { intact: false, seq: seq + 1, reason: `it is missing, like all up to ${row.head}` };
  if (hash !== row.headHash) return { intact: false, seq, reason: 'the log was written anew up to here' };
  return { intact: true, events: seq };
}
