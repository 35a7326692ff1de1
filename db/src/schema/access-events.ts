import { integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** What of a user or key decides whether it may come in and what it may do then. */
export type Access = {
  readonly role: string;
  readonly crew: string | null;
  /** Also of a key that was revoked. */
  readonly disabled: boolean;
  readonly demo: boolean;
  /** SHA-256 of what is stored of the password or key; null where there is none. */
  readonly secret: string | null;
};

export type AccessEventKind =
  | 'found'
  | 'userCreated'
  | 'userChanged'
  | 'passwordSet'
  | 'sessionsEnded'
  | 'keyCreated'
  | 'keyRevoked';

/**
 * The log of users and keys: append-only, numbered from 1 without gaps, every line chained to the one before it. It names nobody but by
 * id. Where it ends is in `installation`.
 */
export const accessEvents = pgTable('access_events', {
  number: integer('number').primaryKey(),
  at: timestamp('at', { withTimezone: true, mode: 'date', precision: 3 }).notNull(),
  /** The user who did it; null for the server itself and for the first administrator. */
  by: text('by'),
  kind: text('kind').$type<AccessEventKind>().notNull(),
  /** The user or key that it was done to. */
  subject: text('subject').notNull(),
  /** What became otherwise by it. */
  change: jsonb('change').$type<Partial<Access>>().notNull(),
  hash: text('hash').notNull(),
});
