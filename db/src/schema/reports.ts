import type { ReportChannel, ReportKind } from '@relight/shared/operation/vocabulary';
import { sql } from 'drizzle-orm';
import { doublePrecision, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * Trouble reports as they came in. They are many, they may name people in their note, and they can be forgotten: the log holds only what
 * was decided about them.
 */
export const troubleReports = pgTable(
  'trouble_reports',
  {
    operationId: text('operation_id').notNull(),
    /** The sender's own id; the same report sent twice counts once. */
    id: text('id').notNull(),
    /** When the trouble was reported. */
    at: timestamp('at', { withTimezone: true, mode: 'string' }).notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    channel: text('channel').$type<ReportChannel>().notNull(),
    servicePoint: text('service_point'),
    /** Where it lies in the network version that the operation is pinned to; null where no service point is near. */
    section: integer('section'),
    lon: doublePrecision('lon'),
    lat: doublePrecision('lat'),
    kind: text('kind').$type<ReportKind>().notNull(),
    note: text('note'),
    /** Null until the report has been placed. */
    incidentId: text('incident_id'),
    /** Set instead of the incident when a report could not be placed: why. */
    unplacedReason: text('unplaced_reason'),
  },
  (table) => [
    primaryKey({ columns: [table.operationId, table.id] }),
    index('trouble_reports_waiting')
      .on(table.operationId, table.receivedAt)
      .where(sql`incident_id is null and unplaced_reason is null`),
    index('trouble_reports_section').on(table.operationId, table.section),
    index('trouble_reports_incident').on(table.operationId, table.incidentId),
    // What still holds a caller: of years of reports, the last months. Those that have forgotten theirs are not in it.
    index('trouble_reports_callers')
      .on(table.receivedAt)
      .where(sql`note is not null or service_point is not null or lon is not null or lat is not null`),
  ],
);
