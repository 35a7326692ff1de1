import type { Actor, OperationEvent } from '@relight/shared/operation/events';
import type { OperationKind } from '@relight/shared/operation/vocabulary';
import { sql } from 'drizzle-orm';
import { index, integer, json, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

/** To the millisecond, like every instant in an event: what is read back is what was written. */
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/** One line per log. Its row is what writers of that log queue at, and where the log ends. */
export const operations = pgTable('operations', {
  id: text('id').primaryKey(),
  kind: text('kind').$type<OperationKind>().notNull(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  /** The network version it is pinned to; null where there is no network model. */
  networkVersion: text('network_version'),
  status: text('status').$type<'open' | 'closed'>().notNull().default('open'),
  createdAt: moment('created_at').notNull().defaultNow(),
  /** The last event's number, link and instant. */
  head: integer('head').notNull().default(0),
  headHash: text('head_hash').notNull(),
  headAt: moment('head_at'),
  /** How many answers are in the chain of answers, and the link of the newest. */
  answers: integer('answers').notNull().default(0),
  answersHash: text('answers_hash').notNull().default('0'.repeat(64)),
});

/**
 * The log: append-only, numbered from 1 without gaps in each operation, every line chained to the one before it. Nothing refers to these
 * rows and they refer to nothing, so that an append costs no more than its inserts.
 */
export const events = pgTable(
  'events',
  {
    operationId: text('operation_id').notNull(),
    seq: integer('seq').notNull(),
    at: moment('at').notNull(),
    actor: jsonb('actor').$type<Actor>().notNull(),
    commandId: text('command_id').notNull(),
    type: text('type').$type<OperationEvent['type']>().notNull(),
    event: jsonb('event').$type<OperationEvent>().notNull(),
    /** `chainLink` of shared/src/operation/chain.ts, over the previous line's hash and this line. */
    hash: text('hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.operationId, table.seq] }),
    index('events_at').on(table.operationId, table.at),
    index('events_incident').on(table.operationId, sql`(${table.event} ->> 'incident')`, table.seq),
    index('events_merged_into')
      .on(table.operationId, sql`(${table.event} ->> 'into')`, table.seq)
      .where(sql`${table.type} = 'incidentMerged'`),
    index('events_split_off')
      .on(table.operationId, sql`(${table.event} #>> '{part,incident}')`, table.seq)
      .where(sql`${table.type} = 'incidentSplit'`),
    index('events_taken_from')
      .on(table.operationId, sql`(${table.event} ->> 'from')`, table.seq)
      .where(sql`${table.event} ->> 'from' is not null`),
  ],
);

/** The answer to every command ever given, so that the same command sent again gets the same answer and changes nothing. */
export const commands = pgTable(
  'commands',
  {
    operationId: text('operation_id').notNull(),
    commandId: text('command_id').notNull(),
    /** SHA-256 of who gave it and what it says: the same id with another body is a mistake and is told so. */
    fingerprint: text('fingerprint').notNull(),
    outcome: text('outcome').$type<'accepted' | 'refused'>().notNull(),
    /** Its first and last event, when accepted. */
    fromSeq: integer('from_seq'),
    toSeq: integer('to_seq'),
    /** Why not, when refused. */
    code: text('code'),
    details: jsonb('details').$type<Readonly<Record<string, string | number>>>(),
    at: moment('at').notNull(),
    /** Its place in the operation's chain of answers, from 1; null for answers from before there was one. */
    number: integer('number'),
  },
  (table) => [primaryKey({ columns: [table.operationId, table.commandId] })],
);

/** States worth keeping, so that opening an operation or looking back does not begin at the first event. Can all be deleted. */
export const snapshots = pgTable(
  'snapshots',
  {
    operationId: text('operation_id').notNull(),
    seq: integer('seq').notNull(),
    /** Which rules made it: a state made by others is not used. */
    stateVersion: text('state_version').notNull(),
    /** `json`, not `jsonb`: it is only ever read whole, and keeps the order of members. */
    state: json('state').notNull(),
  },
  (table) => [primaryKey({ columns: [table.operationId, table.stateVersion, table.seq] })],
);
