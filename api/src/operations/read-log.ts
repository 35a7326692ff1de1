import type { Sql } from '@relight/db/connect';
import type { Actor, RecordedEvent } from '@relight/shared/operation/events';
import { upcast } from '@relight/shared/operation/upcast';
import type { OperationKind } from '@relight/shared/operation/vocabulary';
import type { TransactionSql } from 'postgres';

/** A connection or a transaction: whatever can be asked. */
export type Asked = Sql | TransactionSql;

export type OperationRow = {
  readonly id: string;
  readonly kind: OperationKind;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly network: string | null;
  readonly status: 'open' | 'closed';
  readonly head: number;
};

type EventRow = {
  readonly seq: number;
  readonly at: Date;
  readonly actor: Actor;
  readonly commandId: string;
  readonly event: unknown;
};

/** A stored line as the rules of today read it. */
export const recordedFrom = (row: EventRow): RecordedEvent => ({
  seq: row.seq,
  at: row.at.toISOString(),
  actor: row.actor,
  command: row.commandId,
  event: upcast(row.event),
});

/** Up to `limit` events after `after`, in order. */
export const readEvents = async (
  sql: Asked,
  operation: string,
  after: number,
  limit: number,
): Promise<readonly RecordedEvent[]> => {
  const rows = await sql<EventRow[]>`
    select seq, at, actor, command_id as "commandId", event from events
    where operation_id = ${operation} and seq > ${after} order by seq limit ${limit}`;
  return rows.map(recordedFrom);
};

export type TimelineQuery = {
  /** Only what concerns this incident, what was merged into it, split off from it or taken out of it again. */
  readonly incident?: string;
  /** Only events with a smaller number than this. */
  readonly before?: number;
  readonly limit: number;
};

/** Newest first. */
export const readTimeline = async (
  sql: Asked,
  operation: string,
  { incident, before = 2 ** 31 - 1, limit }: TimelineQuery,
): Promise<readonly RecordedEvent[]> => {
  const rows =
    incident === undefined
      ? await sql<EventRow[]>`
          select seq, at, actor, command_id as "commandId", event from events
          where operation_id = ${operation} and seq < ${before} order by seq desc limit ${limit}`
      : await sql<EventRow[]>`
          select seq, at, actor, command_id as "commandId", event from events
          where operation_id = ${operation} and seq < ${before}
            and (event ->> 'incident' = ${incident}
              or (type = 'incidentMerged' and event ->> 'into' = ${incident})
              or (type = 'incidentSplit' and event #>> '{part,incident}' = ${incident})
              or event ->> 'from' = ${incident})
          order by seq desc limit ${limit}`;
  return rows.map(recordedFrom);
};

/** The number of the last event recorded at or before `at`, also after events of a clock that was ahead; 0 if there is none. */
export const seqAt = async (sql: Asked, operation: string, at: string): Promise<number> => {
  const [row] = await sql<{ seq: number }[]>`
    select seq from events where operation_id = ${operation} and at <= ${at}::text::timestamptz
    order by seq desc limit 1`;
  return row?.seq ?? 0;
};

export const readOperations = (sql: Asked): Promise<readonly OperationRow[]> =>
  sql<OperationRow[]>`
    select id, kind, name_zh as "nameZh", name_en as "nameEn", network_version as network, status, head
    from operations order by created_at, id`;

export const readOperation = async (sql: Asked, id: string): Promise<OperationRow | undefined> => {
  const [row] = await sql<OperationRow[]>`
    select id, kind, name_zh as "nameZh", name_en as "nameEn", network_version as network, status, head
    from operations where id = ${id}`;
  return row;
};
