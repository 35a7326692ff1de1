import type { MeterEventKind } from '@relight/shared/http/meter-events';
import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * What meters and their head ends said. In a storm they are by far the most: the log never holds them, only what was decided on their
 * evidence. Old ones may be deleted.
 */
export const meterEvents = pgTable(
  'meter_events',
  {
    operationId: text('operation_id').notNull(),
    /** The sender's own id; the same event sent twice counts once. */
    id: text('id').notNull(),
    /** When it happened at the meter. */
    at: timestamp('at', { withTimezone: true, mode: 'string' }).notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    servicePoint: text('service_point').notNull(),
    /** Of the service point, in the network version that the operation is pinned to. */
    section: integer('section').notNull(),
    kind: text('kind').$type<MeterEventKind>().notNull(),
    /** The number of the transaction that wrote it: a reader sees by it what it can have missed, however late that was committed. */
    writtenBy: bigint('written_by', { mode: 'bigint' }).notNull().default(sql`pg_current_xact_id()::text::bigint`),
  },
  (table) => [
    primaryKey({ columns: [table.operationId, table.id] }),
    index('meter_events_written').on(table.operationId, table.writtenBy),
    index('meter_events_section').on(table.operationId, table.section),
    // A few bytes for thousands of rows, because they come in the order of time.
    index('meter_events_received').using('brin', table.receivedAt),
  ],
);
