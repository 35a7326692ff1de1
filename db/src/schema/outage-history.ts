import { doublePrecision, index, integer, json, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/**
 * Past outages of the utility, as its files state them (docs/restoration-times.md), and the figures that follow. Outages of this
 * program's own operations are not here but in their logs.
 */
export const outageHistory = pgTable(
  'outage_history',
  {
    mrid: text('mrid').primaryKey(),
    /** SHA-256 of what the line says, so that the same line again changes nothing. */
    contentHash: text('content_hash').notNull(),
    reportedStartTime: moment('reported_start_time').notNull(),
    restoredTime: moment('restored_time'),
    /** The last instant that the line knows of: an outage without restoration was still open then. */
    lastKnownAt: moment('last_known_at').notNull(),
    lon: doublePrecision('lon').notNull(),
    lat: doublePrecision('lat').notNull(),
    metersAffected: integer('meters_affected').notNull(),
    customersInterrupted: integer('customers_interrupted').notNull(),
    /** Null while open, like the duration. */
    customerMinutes: doublePrecision('customer_minutes'),
    durationMinutes: doublePrecision('duration_minutes'),
    level: text('level'),
    causeKind: text('cause_kind'),
    statusKind: text('status_kind'),
    area: text('area').$type<'urban' | 'rural' | 'remote'>(),
    crewOnSite: moment('crew_on_site'),
    criticalCount: integer('critical_count'),
    substation: text('substation'),
    feeder: text('feeder'),
    transformer: text('transformer'),
    lvFeeder: text('lv_feeder'),
    /** Read whole or not at all, as the file has them. */
    steps: json('steps').$type<readonly { at: string; metersAffected: number }[]>().notNull(),
    estimatedRestorationTimes: json('estimated_restoration_times')
      .$type<readonly { at: string; ert: string }[]>()
      .notNull(),
    importedAt: moment('imported_at').notNull().defaultNow(),
  },
  (table) => [index('outage_history_start').on(table.reportedStartTime)],
);
