import type { Sql } from '@relight/db/connect';
import type { MeterEventKind } from '@relight/shared/http/meter-events';

export type StoredMeterEvent = {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly servicePoint: string;
  readonly section: number;
  readonly kind: MeterEventKind;
};

/** Rows in memory at once. */
const PAGE = 2_000;

/**
 * Where a reader of the meter events stands: everything written by transactions before this one has been read. What was still being
 * written then is read next time, with a little of what is known already, so a reader needs no order among writers.
 */
export type MeterCursor = { readonly writtenBy: string };

/** Where to start in order to read everything that was received since `since`. */
export const cursorSince = async (sql: Sql, operation: string, since: string): Promise<MeterCursor> => {
  const [first] = await sql<{ writtenBy: string | null }[]>`
    select min(written_by)::text as "writtenBy" from (
      select written_by from meter_events
      where operation_id = ${operation} and received_at >= ${since}::text::timestamptz
      -- Without it the oldest rows of all would be looked at first.
      offset 0
    ) as recent`;
  return first?.writtenBy == null ? horizon(sql) : { writtenBy: first.writtenBy };
};

/** The oldest transaction that may still be writing. */
const horizon = async (sql: Sql): Promise<MeterCursor> => {
  const [now] = await sql<{ oldest: string }[]>`select pg_snapshot_xmin(pg_current_snapshot())::text as oldest`;
  if (now === undefined) throw new Error('the database does not say what is being written');
  return { writtenBy: now.oldest };
};

/**
 * Reads what may be new since the cursor, page by page.
 * @returns where to go on
 */
export const readMeterEvents = async (
  sql: Sql,
  operation: string,
  cursor: MeterCursor,
  take: (events: readonly StoredMeterEvent[]) => Promise<void>,
): Promise<MeterCursor> => {
  // Asked first: what is committed between this and the reading is read now and once more next time.
  const next = await horizon(sql);
  let after = { writtenBy: cursor.writtenBy, id: '' };
  for (;;) {
    const rows = await sql<(StoredMeterEvent & { writtenBy: string })[]>`
      select id, extract(epoch from at)::float8 * 1000 as at, service_point as "servicePoint", section, kind,
             written_by::text as "writtenBy"
      from meter_events
      where operation_id = ${operation} and (written_by, id) > (${after.writtenBy}::bigint, ${after.id})
      order by written_by, id limit ${PAGE}`;
    await take(rows);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return next;
    after = { writtenBy: last.writtenBy, id: last.id };
  }
};

/** Meters that have said nothing for so long do not count as meters. */
const SILENT = '30 days';

/** Service points that have a meter, as far as anybody has heard of it. */
export const readMetered = async (sql: Sql, operation: string): Promise<readonly string[]> => {
  const rows = await sql<{ servicePoint: string }[]>`
    select distinct service_point as "servicePoint" from meter_events
    where operation_id = ${operation} and received_at >= now() - ${SILENT}::interval and kind <> 'asked'`;
  return rows.map(({ servicePoint }) => servicePoint);
};
