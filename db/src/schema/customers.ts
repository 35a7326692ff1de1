import type { ImportantCustomer } from '@relight/shared/http/operations';
import type { Importance } from '@relight/shared/network/facts';
import { date, doublePrecision, index, integer, pgTable, text } from 'drizzle-orm/pg-core';

/**
 * The register of important customers, GB/T 29328-2018; the authorities decide who is on it. An operation shows those whose service
 * point its network has.
 */
export const importantCustomers = pgTable(
  'important_customers',
  {
    id: text('id').primaryKey(),
    servicePoint: text('service_point').notNull(),
    nameZh: text('name_zh').notNull(),
    nameEn: text('name_en').notNull(),
    class: text('class').$type<Importance>().notNull(),
    categoryZh: text('category_zh').notNull(),
    categoryEn: text('category_en').notNull(),
    /** What carries it without the grid. */
    backup: text('backup').$type<ImportantCustomer['backup']>().notNull(),
    backupKw: doublePrecision('backup_kw').notNull(),
    autonomyMinutes: integer('autonomy_minutes').notNull(),
    safetyLoadKw: doublePrecision('safety_load_kw').notNull(),
    allowedInterruptionSeconds: integer('allowed_interruption_seconds').notNull(),
    backupTestedOn: date('backup_tested_on', { mode: 'string' }),
    lon: doublePrecision('lon').notNull(),
    lat: doublePrecision('lat').notNull(),
  },
  (table) => [index('important_customers_service_point').on(table.servicePoint)],
);
