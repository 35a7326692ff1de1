import type { Tables } from '@relight/db/connect';
import { bases, certificates, crewMembers, crews, vehicles } from '@relight/db/schema/roster';
import type { Words } from '@relight/shared/operation/values';
import { CERTIFICATES, type Certificate, type CrewFacts } from '@relight/shared/rules/qualification';
import { asc, eq } from 'drizzle-orm';

export type RosterMember = {
  readonly name: Words;
  readonly responsible: boolean;
  /** Valid today. */
  readonly certificates: readonly Certificate[];
};

export type RosterCrew = CrewFacts & {
  readonly name: Words;
  readonly base: { readonly name: Words; readonly lon: number; readonly lat: number };
  readonly vehicle: { readonly plate: string; readonly kind: Words };
  readonly shift: { readonly startHour: number; readonly endHour: number };
  readonly members: readonly RosterMember[];
};

/** Certificates run out at midnight, and other processes and programs change the tables. */
const REFRESH_MS = 60_000;

export type Roster = ReturnType<typeof createRoster>;

/** The crews, in memory: the rules ask for them in the middle of a decision. */
export const createRoster = ({ tables, onError }: { tables: Tables; onError: (error: unknown) => void }) => {
  let known: ReadonlyMap<string, RosterCrew> = new Map();
  let timer: NodeJS.Timeout | undefined;

  const refresh = async () => {
    known = await readRoster(tables, localDate(new Date()));
  };

  return {
    refresh,
    async start(): Promise<void> {
      await refresh();
      timer = setInterval(() => void refresh().catch(onError), REFRESH_MS);
      timer.unref();
    },
    stop: () => clearInterval(timer),
    crew: (id: string): RosterCrew | undefined => known.get(id),
    all: (): readonly RosterCrew[] => [...known.values()],
  };
};

const readRoster = async (tables: Tables, today: string): Promise<ReadonlyMap<string, RosterCrew>> => {
  const [crewRows, memberRows, certificateRows] = await Promise.all([
    tables
      .select()
      .from(crews)
      .innerJoin(bases, eq(bases.id, crews.baseId))
      .innerJoin(vehicles, eq(vehicles.id, crews.vehicleId))
      .orderBy(asc(crews.id)),
    tables.select().from(crewMembers).orderBy(asc(crewMembers.id)),
    tables.select().from(certificates),
  ]);
  const valid = groupBy(
    certificateRows.filter((it) => isValid(it, today)),
    ({ memberId }) => memberId,
  );
  const members = groupBy(memberRows, ({ crewId }) => crewId);
  return new Map(
    crewRows.map(({ crews: crew, bases: base, vehicles: vehicle }) => {
      const people = (members.get(crew.id) ?? []).map(
        (member): RosterMember => ({
          name: { zh: member.nameZh, en: member.nameEn },
          responsible: member.role === 'responsible',
          certificates: inOrder((valid.get(member.id) ?? []).map(({ kind }) => kind)),
        }),
      );
      return [
        crew.id,
        {
          id: crew.id,
          name: { zh: crew.nameZh, en: crew.nameEn },
          kind: crew.kind,
          base: { name: { zh: base.nameZh, en: base.nameEn }, lon: base.lon, lat: base.lat },
          vehicle: { plate: vehicle.plate, kind: { zh: vehicle.kindZh, en: vehicle.kindEn } },
          shift: { startHour: crew.shiftStartHour, endHour: crew.shiftEndHour },
          persons: people.length,
          certificates: inOrder(people.flatMap((person) => person.certificates)),
          members: people,
        },
      ];
    }),
  );
};

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};

type Validity = { readonly validFrom: string; readonly reexamineBy: string | null; readonly validUntil: string };

/** Dates as texts compare as dates. An overdue re-examination makes a certificate as good as none. */
export const isValid = ({ validFrom, reexamineBy, validUntil }: Validity, today: string): boolean =>
  validFrom <= today && today <= validUntil && (reexamineBy === null || today <= reexamineBy);

const inOrder = (held: readonly Certificate[]): readonly Certificate[] =>
  CERTIFICATES.filter((it) => held.includes(it));

/** The date where this server stands. */
export const localDate = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
