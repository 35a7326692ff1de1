import type { CrewKind } from '@relight/shared/operation/vocabulary';
import type { Certificate } from '@relight/shared/rules/qualification';
import { date, doublePrecision, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

/** Where crews and vehicles start from. */
export const bases = pgTable('bases', {
  id: text('id').primaryKey(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  lon: doublePrecision('lon').notNull(),
  lat: doublePrecision('lat').notNull(),
});

export const vehicles = pgTable('vehicles', {
  id: text('id').primaryKey(),
  plate: text('plate').notNull(),
  kindZh: text('kind_zh').notNull(),
  kindEn: text('kind_en').notNull(),
});

export const crews = pgTable('crews', {
  id: text('id').primaryKey(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  kind: text('kind').$type<CrewKind>().notNull(),
  baseId: text('base_id')
    .notNull()
    .references(() => bases.id),
  vehicleId: text('vehicle_id')
    .notNull()
    .references(() => vehicles.id),
  /** Hours of local time; a shift whose end is not after its start runs past midnight. */
  shiftStartHour: integer('shift_start_hour').notNull(),
  shiftEndHour: integer('shift_end_hour').notNull(),
});

/** Personal data: shown by role, and never written into an event. */
export const crewMembers = pgTable(
  'crew_members',
  {
    id: text('id').primaryKey(),
    crewId: text('crew_id')
      .notNull()
      .references(() => crews.id, { onDelete: 'cascade' }),
    nameZh: text('name_zh').notNull(),
    nameEn: text('name_en').notNull(),
    role: text('role').$type<'responsible' | 'member' | 'driver'>().notNull(),
  },
  (table) => [index('crew_members_crew').on(table.crewId)],
);

/** 特种作业操作证 and further tickets of one member. */
export const certificates = pgTable(
  'certificates',
  {
    memberId: text('member_id')
      .notNull()
      .references(() => crewMembers.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<Certificate>().notNull(),
    number: text('number').notNull(),
    validFrom: date('valid_from', { mode: 'string' }).notNull(),
    /** The re-examination that is still to be passed: when it is overdue, the certificate is as good as none. */
    reexamineBy: date('reexamine_by', { mode: 'string' }),
    validUntil: date('valid_until', { mode: 'string' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.memberId, table.kind, table.number] })],
);

/** Mobile generators. */
export const generators = pgTable('generators', {
  id: text('id').primaryKey(),
  nameZh: text('name_zh').notNull(),
  nameEn: text('name_en').notNull(),
  plate: text('plate').notNull(),
  kw: doublePrecision('kw').notNull(),
  /** Hours at full load on one tank. */
  fuelHours: doublePrecision('fuel_hours').notNull(),
  baseId: text('base_id')
    .notNull()
    .references(() => bases.id),
  crewId: text('crew_id').references(() => crews.id),
});
