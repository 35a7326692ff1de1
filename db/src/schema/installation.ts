import { jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Facts about this installation, by name; each value is an object. */
export const installation = pgTable('installation', {
  name: text('name').primaryKey(),
  value: jsonb('value').$type<Readonly<Record<string, string | number | boolean>>>().notNull(),
  updatedAt: timestamp('updated_at', { withTimezone: true, mode: 'date' }).notNull().defaultNow(),
});
