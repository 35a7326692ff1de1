import type { LocalName, NetworkStats, NetworkWarning } from '@relight/shared/http/networks';
import { customType, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

/** Imported network models. A version never changes: operations are pinned to it and their events count in its sections. */
export const networks = pgTable('networks', {
  version: text('version').primaryKey(),
  name: text('name').notNull(),
  source: text('source').notNull(),
  importedAt: timestamp('imported_at', { withTimezone: true, mode: 'date', precision: 3 }).notNull().defaultNow(),
  /** SHA-256 of the model's bytes, before compression. */
  contentHash: text('content_hash').notNull(),
  stats: jsonb('stats').$type<NetworkStats>().notNull(),
  warnings: jsonb('warnings').$type<readonly NetworkWarning[]>().notNull(),
  /** By id of a node, an edge, a feeder or a substation. */
  names: jsonb('names').$type<Readonly<Record<string, LocalName>>>().notNull(),
  /** GeoJSON to draw under the network: water, parks, streets. */
  base: jsonb('base').$type<object>(),
});

/** The model's bytes, gzipped and cut into parts that one statement can carry. */
export const networkParts = pgTable(
  'network_parts',
  {
    version: text('version')
      .notNull()
      .references(() => networks.version, { onDelete: 'cascade' }),
    part: integer('part').notNull(),
    bytes: bytea('bytes').notNull(),
  },
  (table) => [primaryKey({ columns: [table.version, table.part] })],
);
