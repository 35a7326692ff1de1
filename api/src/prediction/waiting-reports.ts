import type { Sql } from '@relight/db/connect';
import type { IncidentId } from '@relight/shared/operation/ids';
import type { ReportKind } from '@relight/shared/operation/vocabulary';

/** A report that has not been placed yet, or is to be placed anew. */
export type WaitingReport = {
  readonly id: string;
  readonly at: string;
  readonly servicePoint: string | null;
  /** In the operation's network; null where no service point is near. */
  readonly section: number | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly kind: ReportKind;
  /** The incident that it is counted in until it is placed anew. */
  readonly from?: IncidentId;
};

/**
 * The oldest reports that wait.
 * @param after the report that those are to come after; one whose order was refused goes on waiting, and must not keep others from being read
 */
export const readWaiting = async (
  sql: Sql,
  operation: string,
  { limit, after }: { readonly limit: number; readonly after: string | undefined },
): Promise<readonly WaitingReport[]> => {
  const further =
    after === undefined
      ? sql``
      : sql`and (received_at, id) > (select received_at, id from trouble_reports where operation_id = ${operation} and id = ${after})`;
  const rows = await sql<(Omit<WaitingReport, 'at'> & { at: Date })[]>`
    select id, at, service_point as "servicePoint", section, lon, lat, kind from trouble_reports
    where operation_id = ${operation} and incident_id is null and unplaced_reason is null ${further}
    order by received_at, id limit ${limit}`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
};

/** Reports since `since` that were placed already: what new ones are weighed with. Oldest first. */
export const readPlaced = async (sql: Sql, operation: string, since: string): Promise<readonly WaitingReport[]> => {
  const rows = await sql<(Omit<WaitingReport, 'at'> & { at: Date })[]>`
    select id, at, service_point as "servicePoint", section, lon, lat, kind from trouble_reports
    where operation_id = ${operation} and incident_id is not null and at >= ${since}::text::timestamptz
    order by at`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
};

/** Reports that these incidents have, oldest first. */
export const readReportsOf = async (
  sql: Sql,
  operation: string,
  incidents: readonly IncidentId[],
): Promise<readonly WaitingReport[]> => {
  const rows = await sql<(Omit<WaitingReport, 'at'> & { at: Date })[]>`
    select id, at, service_point as "servicePoint", section, lon, lat, kind, incident_id as "from" from trouble_reports
    where operation_id = ${operation} and incident_id = any(${[...incidents]}::text[])
    order by at, id`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
};

/** The reports of an incident that became part of another belong to that one. */
export const followMerges = async (
  sql: Sql,
  operation: string,
  merges: readonly { readonly from: string; readonly into: string }[],
): Promise<void> => {
  if (merges.length === 0) return;
  await sql`
    update trouble_reports set incident_id = merge.into_id
    from unnest(${merges.map(({ from }) => from)}::text[], ${merges.map(({ into }) => into)}::text[]) as merge (from_id, into_id)
    where operation_id = ${operation} and incident_id = merge.from_id`;
};

/** Operations for which something was taken in that nobody has dealt with. */
export const operationsWithWaiting = async (sql: Sql): Promise<readonly string[]> => {
  const rows = await sql<{ operation: string }[]>`
    select distinct operation_id as operation from trouble_reports where incident_id is null and unplaced_reason is null
    union select distinct operation_id from device_positions where not told`;
  return rows.map(({ operation }) => operation);
};

/** Operations with evidence since `since`, which may still have something to say. */
export const operationsWithEvidence = async (sql: Sql, since: string): Promise<readonly string[]> => {
  const rows = await sql<{ operation: string }[]>`
    select distinct operation_id as operation from trouble_reports where at >= ${since}::text::timestamptz
    union select distinct operation_id from meter_events where received_at >= ${since}::text::timestamptz`;
  return rows.map(({ operation }) => operation);
};

export const markPlaced = async (
  sql: Sql,
  operation: string,
  incident: string,
  ids: readonly string[],
): Promise<void> => {
  await sql`
    update trouble_reports set incident_id = ${incident}
    where operation_id = ${operation} and id = any(${[...ids]}::text[])`;
};

/** For reports that no rule could place: they stay readable, and nobody tries again. */
export const markUnplaced = async (
  sql: Sql,
  operation: string,
  reason: string,
  ids: readonly string[],
): Promise<void> => {
  await sql`
    update trouble_reports set unplaced_reason = ${reason}
    where operation_id = ${operation} and id = any(${[...ids]}::text[])`;
};

/** Reports of what is over need nobody: each is kept with the incident that it spoke of, or with the reason why there is none. */
export const markOver = async (
  sql: Sql,
  operation: string,
  over: readonly {
    readonly report: { readonly id: string };
    readonly incident: string | null;
    readonly reason: string;
  }[],
): Promise<void> => {
  if (over.length === 0) return;
  const ids = over.map(({ report }) => report.id);
  const incidents = over.map(({ incident }) => incident);
  const reasons = over.map(({ incident, reason }) => (incident === null ? reason : null));
  await sql`
    update trouble_reports as report set incident_id = found.incident, unplaced_reason = found.reason
    from unnest(${ids}::text[], ${incidents}::text[], ${reasons}::text[]) as found (id, incident, reason)
    where report.operation_id = ${operation} and report.id = found.id`;
};

/**
 * Marks reports as placed that the log says are: the program may have ended between writing the one and the other. The log is asked
 * only for what came after the oldest report that waits.
 */
export const markThoseInTheLog = async (sql: Sql, operation: string): Promise<number> => {
  const marked = await sql`
    with waiting as (
      select id, received_at from trouble_reports
      where operation_id = ${operation} and incident_id is null and unplaced_reason is null
    ), placed as (
      select event ->> 'incident' as incident, jsonb_array_elements_text(event -> 'reports' -> 'ids') as id
      from events
      where operation_id = ${operation} and type in ('outagePredicted', 'reportsReceived')
        -- The clocks of the log and of the table are those of two machines.
        and at >= (select min(received_at) - interval '10 minutes' from waiting)
    )
    update trouble_reports as report set incident_id = placed.incident
    from placed
    where report.operation_id = ${operation} and report.id = placed.id
      and report.incident_id is null and report.unplaced_reason is null`;
  return marked.count;
};

/** How far back the log is asked for reports that went from one incident to another: whatever was not marked was written just before an end. */
const MOVED_LATELY = '4 hours';

/** Marks reports as counted where the log says that they went last, in case the program ended between writing the one and the other. */
export const markMoved = async (sql: Sql, operation: string): Promise<void> => {
  await sql`
    with moved as (
      select seq, event ->> 'incident' as into_id, event ->> 'from' as from_id,
             jsonb_array_elements_text(event -> 'reports' -> 'ids') as id
      from events
      where operation_id = ${operation} and type in ('outagePredicted', 'reportsReceived')
        and event ? 'from' and at >= now() - ${MOVED_LATELY}::interval
    ), latest as (
      select distinct on (id) id, into_id, from_id from moved order by id, seq desc
    )
    update trouble_reports as report set incident_id = latest.into_id
    from latest
    where report.operation_id = ${operation} and report.id = latest.id and report.incident_id = latest.from_id`;
};
