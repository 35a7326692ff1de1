import type { Tables } from '@relight/db/connect';
import { importantCustomers } from '@relight/db/schema/customers';
import { users } from '@relight/db/schema/people';
import { bases, certificates, crewMembers, crews, generators, vehicles } from '@relight/db/schema/roster';
import type { City } from '@relight/db/seeds/city/city';
import { accessOfUser, changeAccess } from '../auth/access-log.ts';
import { CATEGORY_WORDS } from './category-words.ts';

/**
 * Writes the people, vehicles and customers of the demo city, all or nothing; rows that are there already stay as they are.
 */
export const writeCityRows = (tables: Tables, city: City, referenceDate: string): Promise<void> =>
  changeAccess(tables, null, async (tx, note) => {
    const depots = new Map([...city.crews, ...city.generators].map(({ base }) => [base.id, base]));
    await tx
      .insert(bases)
      .values(
        [...depots.values()].map(({ id, name, lon, lat }) => ({ id, nameZh: name.zh, nameEn: name.en, lon, lat })),
      )
      .onConflictDoNothing();
    await tx
      .insert(vehicles)
      .values(
        city.crews.map(({ id, vehicle: { plate, kind } }) => ({
          id: vehicleId(id),
          plate,
          kindZh: kind.zh,
          kindEn: kind.en,
        })),
      )
      .onConflictDoNothing();
    await tx
      .insert(crews)
      .values(
        city.crews.map((crew) => ({
          id: crewId(crew.id),
          nameZh: crew.name.zh,
          nameEn: crew.name.en,
          kind: crew.kind,
          baseId: crew.base.id,
          vehicleId: vehicleId(crew.id),
          shiftStartHour: crew.shift.startHour,
          shiftEndHour: crew.shift.endHour,
        })),
      )
      .onConflictDoNothing();
    const members = city.crews.flatMap((crew) => crew.members.map((member) => ({ ...member, crew: crewId(crew.id) })));
    await tx
      .insert(crewMembers)
      .values(members.map(({ id, crew, name, role }) => ({ id, crewId: crew, nameZh: name.zh, nameEn: name.en, role })))
      .onConflictDoNothing();
    await tx
      .insert(certificates)
      .values(
        members.flatMap(({ id, certificates }) =>
          certificates.map((it) => ({
            memberId: id,
            ...it,
            // What was due before today has been passed.
            reexamineBy: it.reexamineBy < referenceDate ? null : it.reexamineBy,
          })),
        ),
      )
      .onConflictDoNothing();
    await tx
      .insert(generators)
      .values(
        city.generators.map(({ id, name, plate, kw, fuelHours, base, crew }) => ({
          id,
          nameZh: name.zh,
          nameEn: name.en,
          plate,
          kw,
          fuelHours,
          baseId: base.id,
          crewId: crewId(crew),
        })),
      )
      .onConflictDoNothing();
    await tx
      .insert(importantCustomers)
      .values(
        city.importantCustomers.map((it) => ({
          id: it.id,
          servicePoint: it.servicePoint,
          nameZh: it.name.zh,
          nameEn: it.name.en,
          class: it.importance,
          categoryZh: CATEGORY_WORDS[it.category].zh,
          categoryEn: CATEGORY_WORDS[it.category].en,
          backup: it.backup,
          backupKw: it.backupKw,
          autonomyMinutes: Math.round(it.autonomyMinutes),
          safetyLoadKw: it.safetyLoadKw,
          allowedInterruptionSeconds: Math.round(it.allowedInterruptionSeconds),
          backupTestedOn: it.backupTestedOn,
          lon: it.lon,
          lat: it.lat,
        })),
      )
      .onConflictDoNothing();
    const people = await tx
      .insert(users)
      .values(
        city.users.map(({ id, login, name, role, crew }) => ({
          id,
          username: login,
          nameZh: name.zh,
          nameEn: name.en,
          role,
          crewId: crew === null ? null : crewId(crew),
          demo: true,
        })),
      )
      .onConflictDoNothing()
      .returning();
    for (const person of people) note('userCreated', person.id, accessOfUser(person));
  });

/** Ids in commands have one underscore, after the prefix. */
export const crewId = (id: string): `crew_${string}` => `crew_${id.replace(/^crew_/, '').replaceAll('_', '-')}`;

const vehicleId = (crew: string): string => `vehicle_${crew.replace(/^crew_/, '')}`;
