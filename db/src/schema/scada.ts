import { sql } from 'drizzle-orm';
import { boolean, index, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

type SwitchPosition = 'open' | 'closed';

/** Every position that telemetry reported, also those that came too late to change anything. */
export const scadaEvents = pgTable(
  'scada_events',
  {
    operationId: text('operation_id').notNull(),
    /** The sender's own id; the same event sent twice counts once. */
    id: text('id').notNull(),
    at: timestamp('at', { withTimezone: true, mode: 'string' }).notNull(),
    receivedAt: timestamp('received_at', { withTimezone: true, mode: 'string' }).notNull().defaultNow(),
    device: text('device').notNull(),
    position: text('position').$type<SwitchPosition>().notNull(),
    commanded: boolean('commanded').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.operationId, table.id] }),
    index('scada_events_device').on(table.operationId, table.device, table.at),
  ],
);

/** The newest position of each device, by the time at which telemetry says it was taken. */
export const devicePositions = pgTable(
  'device_positions',
  {
    operationId: text('operation_id').notNull(),
    device: text('device').notNull(),
    /** The SCADA event that said so. */
    event: text('event').notNull(),
    at: timestamp('at', { withTimezone: true, mode: 'string' }).notNull(),
    position: text('position').$type<SwitchPosition>().notNull(),
    commanded: boolean('commanded').notNull(),
    /** Whether the log has been told, or needed no telling. */
    told: boolean('told').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.operationId, table.device] }),
    index('device_positions_untold').on(table.operationId).where(sql`not told`),
  ],
);
