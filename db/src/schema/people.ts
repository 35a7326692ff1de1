import type { Role } from '@relight/shared/operation/vocabulary';
import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import { crews } from './roster.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Who may sign in. Events refer to people by id only; everything that names a person is here and in the roster. */
export const users = pgTable(
  'users',
  {
    id: text('id').primaryKey(),
    username: text('username').notNull(),
    nameZh: text('name_zh').notNull(),
    nameEn: text('name_en').notNull(),
    role: text('role').$type<Role>().notNull(),
    /** The crew that this account speaks for; only with the role `crew`. */
    crewId: text('crew_id').references(() => crews.id),
    /** Argon2id; null for an account that cannot sign in with a password. */
    passwordHash: text('password_hash'),
    disabled: boolean('disabled').notNull().default(false),
    /** Came with the demo city: on the machine itself the printed link and one click sign it in, without a password. */
    demo: boolean('demo').notNull().default(false),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
    updatedBy: text('updated_by'),
  },
  (table) => [uniqueIndex('users_username').on(sql`lower(${table.username})`)],
);

/** Open sessions. A stolen copy of this table opens none: it holds only hashes of random tokens. */
export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the token in the cookie, in hexadecimal. */
    tokenHash: text('token_hash').primaryKey(),
    /** Names the session in logs and to the live socket; not a secret. */
    id: text('id').notNull().unique(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: moment('created_at').notNull().defaultNow(),
    lastUsedAt: moment('last_used_at').notNull().defaultNow(),
    /** The end, however busy the session is. */
    expiresAt: moment('expires_at').notNull(),
    /** How long the session may lie unused, in seconds. */
    idleSeconds: integer('idle_seconds').notNull(),
  },
  (table) => [index('sessions_user').on(table.userId)],
);

/** Keys of programs that send reports. */
export const machineKeys = pgTable('machine_keys', {
  id: text('id').primaryKey(),
  /** SHA-256 of the key, in hexadecimal. */
  tokenHash: text('token_hash').notNull().unique(),
  name: text('name').notNull(),
  role: text('role').$type<Role>().notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  createdBy: text('created_by'),
  revokedAt: moment('revoked_at'),
});
