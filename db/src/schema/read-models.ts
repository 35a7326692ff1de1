import type {
  Cause,
  DispatchEnd,
  DispatchStatus,
  IncidentStatus,
  RestorationMeans,
  Verification,
} from '@relight/shared/operation/vocabulary';
import { sql } from 'drizzle-orm';
import { boolean, doublePrecision, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

/**
 * What the log says, as tables for whoever asks with SQL: written in the transaction that appends the events, never read by the rules.
 * They can be rebuilt from the log at any time.
 */
export const incidents = pgTable(
  'incidents',
  {
    operationId: text('operation_id').notNull(),
    id: text('id').notNull(),
    number: integer('number').notNull(),
    status: text('status').$type<IncidentStatus | 'closed' | 'cancelled' | 'merged'>().notNull(),
    priority: integer('priority').notNull(),
    device: text('device'),
    deviceClass: text('device_class'),
    place: text('place').notNull(),
    placeEn: text('place_en'),
    feeder: text('feeder').notNull(),
    substation: text('substation').notNull(),
    lon: doublePrecision('lon').notNull(),
    lat: doublePrecision('lat').notNull(),
    area: text('area').notNull(),
    hazard: boolean('hazard').notNull(),
    reports: integer('reports').notNull(),
    /** Everyone who lost supply, and those of them who are still without; while `status` is predicted, both are predictions. */
    customers: integer('customers').notNull(),
    customersOut: integer('customers_out').notNull(),
    customerMinutes: doublePrecision('customer_minutes').notNull(),
    since: moment('since').notNull(),
    reportedAt: moment('reported_at').notNull(),
    confirmedAt: moment('confirmed_at'),
    firstArrivalAt: moment('first_arrival_at'),
    /** As last given, also where that time has passed: then it is no estimate any more, and nobody is to be told it. */
    etr: moment('etr'),
    restoredAt: moment('restored_at'),
    endedAt: moment('ended_at'),
    cause: text('cause').$type<Cause>(),
    mergedInto: text('merged_into'),
    /** The last event that touched this row. */
    seq: integer('seq').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.operationId, table.id] }),
    index('incidents_since').on(table.operationId, table.since),
  ],
);

export const dispatches = pgTable(
  'dispatches',
  {
    operationId: text('operation_id').notNull(),
    id: text('id').notNull(),
    incident: text('incident').notNull(),
    crew: text('crew').notNull(),
    status: text('status').$type<DispatchStatus | DispatchEnd>().notNull(),
    distanceM: doublePrecision('distance_m'),
    travelMinutes: doublePrecision('travel_minutes'),
    offeredAt: moment('offered_at').notNull(),
    answerBy: moment('answer_by').notNull(),
    acceptedAt: moment('accepted_at'),
    enRouteAt: moment('en_route_at'),
    arrivedAt: moment('arrived_at'),
    endedAt: moment('ended_at'),
    /** Why declined or recalled. */
    endReason: text('end_reason'),
    seq: integer('seq').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.operationId, table.id] }),
    index('dispatches_incident').on(table.operationId, table.incident),
    index('dispatches_unanswered').on(table.answerBy).where(sql`${table.status} = 'offered'`),
  ],
);

export const restorationSteps = pgTable(
  'restoration_steps',
  {
    operationId: text('operation_id').notNull(),
    incident: text('incident').notNull(),
    id: text('id').notNull(),
    at: moment('at').notNull(),
    means: text('means').$type<RestorationMeans>().notNull(),
    customers: integer('customers').notNull(),
    customersLeft: integer('customers_left').notNull(),
    customerMinutes: doublePrecision('customer_minutes').notNull(),
    verification: text('verification').$type<Verification>(),
    seq: integer('seq').notNull(),
  },
  (table) => [primaryKey({ columns: [table.operationId, table.incident, table.id] })],
);
