import { addDays, addYears } from './days.ts';
import { at } from './geometry.ts';
import { people } from './people.ts';
import { type Random, random } from './random.ts';
import type {
  Certificate,
  CertificateKind,
  Crew,
  CrewKind,
  CrewMember,
  Depot,
  GeneratorTruck,
  Name,
  Shift,
} from './types.ts';

const DAY: Shift = { startHour: 8, endHour: 20 };
const LATE: Shift = { startHour: 12, endHour: 0 };
const NIGHT: Shift = { startHour: 20, endHour: 8 };

type Roster = readonly [
  id: string,
  zh: string,
  en: string,
  kind: CrewKind,
  depot: number,
  shift: Shift,
  people: number,
];

/** Sixteen on duty in an afternoon: twelve by day, four late. */
const ROSTER: readonly Roster[] = [
  ['repair_1', '抢修1队', 'Repair 1', 'repair', 0, DAY, 5],
  ['repair_2', '抢修2队', 'Repair 2', 'repair', 1, DAY, 4],
  ['repair_3', '抢修3队', 'Repair 3', 'repair', 2, DAY, 5],
  ['repair_4', '抢修4队', 'Repair 4', 'repair', 5, DAY, 5],
  ['repair_5', '抢修5队', 'Repair 5', 'repair', 3, LATE, 4],
  ['repair_6', '抢修6队', 'Repair 6', 'repair', 5, NIGHT, 4],
  ['repair_7', '抢修7队', 'Repair 7', 'repair', 0, NIGHT, 4],
  ['repair_8', '抢修8队', 'Repair 8', 'repair', 4, DAY, 4],
  ['repair_9', '抢修9队', 'Repair 9', 'repair', 0, LATE, 6],
  ['grid_1', '配电1队', 'Distribution 1', 'repair', 6, DAY, 4],
  ['grid_2', '配电2队', 'Distribution 2', 'repair', 2, NIGHT, 4],
  ['grid_3', '配电3队', 'Distribution 3', 'repair', 1, LATE, 3],
  ['cable_1', '电缆1队', 'Cable 1', 'cable', 1, DAY, 5],
  ['cable_2', '电缆2队', 'Cable 2', 'cable', 5, DAY, 5],
  ['cable_3', '电缆3队', 'Cable 3', 'cable', 2, LATE, 4],
  ['cable_4', '电缆4队', 'Cable 4', 'cable', 0, NIGHT, 4],
  ['live_1', '带电1队', 'Live-line 1', 'liveLine', 0, DAY, 4],
  ['live_2', '带电2队', 'Live-line 2', 'liveLine', 5, DAY, 4],
  ['live_3', '带电3队', 'Live-line 3', 'liveLine', 2, NIGHT, 4],
  ['gen_1', '发电1队', 'Generator 1', 'generator', 0, DAY, 3],
  ['gen_2', '发电2队', 'Generator 2', 'generator', 5, DAY, 3],
  ['gen_3', '发电3队', 'Generator 3', 'generator', 3, NIGHT, 3],
  ['gen_4', '发电4队', 'Generator 4', 'generator', 2, NIGHT, 3],
  ['gen_5', '发电5队', 'Generator 5', 'generator', 4, NIGHT, 3],
];

const NEEDED: Readonly<Record<CrewKind, readonly CertificateKind[]>> = {
  repair: ['lowVoltage', 'highVoltage', 'height'],
  cable: ['highVoltage', 'powerCable', 'electricalTest'],
  liveLine: ['highVoltage', 'liveLine', 'height'],
  generator: ['lowVoltage', 'highVoltage'],
};
const EXTRA: readonly CertificateKind[] = [
  'relayProtection',
  'electricalTest',
  'explosionProof',
  'powerCable',
  'height',
];

const VEHICLES: Readonly<Record<CrewKind, Name>> = {
  repair: { zh: '抢修工程车', en: 'Repair truck' },
  cable: { zh: '电缆抢修车', en: 'Cable truck' },
  liveLine: { zh: '绝缘斗臂车', en: 'Insulated bucket truck' },
  generator: { zh: '移动发电车', en: 'Mobile generator' },
};

/** Certificates that show what a gate does: crew, member, certificate, days until it ends. */
const NEAR_THE_END: readonly (readonly [string, number, CertificateKind, number])[] = [
  ['repair_2', 1, 'highVoltage', 9],
  ['cable_2', 0, 'powerCable', 23],
  ['live_3', 1, 'liveLine', 4],
  ['repair_8', 2, 'height', 58],
  // Run out: this crew may do no live-line work until somebody renews it.
  ['live_2', 0, 'liveLine', -12],
];

/** One man let his re-examination pass: his certificate counts as invalid although its six years are not over. */
const MISSED = { crew: 'cable_4', member: 2, kind: 'electricalTest' } as const;

const certificate = (
  kind: CertificateKind,
  validFrom: string,
  referenceDate: string,
  missed: boolean,
  serial: number,
): Certificate => {
  const reexamineBy = addYears(validFrom, 3);
  return {
    kind,
    number: `T33${String(serial).padStart(6, '0')}`,
    validFrom,
    reexamineBy,
    reexaminedOn: !missed && reexamineBy <= referenceDate ? addDays(reexamineBy, -1 - (serial % 40)) : null,
    validUntil: addYears(validFrom, 6),
  };
};

const memberOf = (
  crew: Roster,
  index: number,
  name: Name,
  referenceDate: string,
  serial: () => number,
  chance: Random,
): CrewMember => {
  const [id, , , kind, , , size] = crew;
  const role = index === 0 ? 'responsible' : index === size - 1 ? 'driver' : 'member';
  const needed = NEEDED[kind];
  const kinds =
    role === 'driver'
      ? needed.slice(0, 1)
      : [...needed, ...(chance.chance(0.35) ? [chance.pick(EXTRA)] : [])].filter((k, i, all) => all.indexOf(k) === i);
  // Only one live-line specialist has his certificate in the crew whose certificate ran out, so that the gate closes.
  const held = id === 'live_2' && index > 0 ? kinds.filter((k) => k !== 'liveLine') : kinds;
  const certificates = held.map((k) => {
    const special = NEAR_THE_END.find(([c, m, s]) => c === id && m === index && s === k);
    const missed = id === MISSED.crew && index === MISSED.member && k === MISSED.kind;
    const validFrom = special
      ? addYears(addDays(referenceDate, special[3]), -6)
      : addDays(referenceDate, missed ? -1_140 : -chance.whole(40, 1_980));
    return certificate(k, validFrom, referenceDate, missed, serial());
  });
  return { id: `mbr_${id}_${index + 1}`, name, role, certificates };
};

export const rosterCrews = (depots: readonly Depot[], referenceDate: string, seed: number): readonly Crew[] => {
  const chance = random(seed, 'crews');
  const nextName = people(chance, ['陈立', '周文博']);
  let last = 100_000 + chance.whole(0, 800_000);
  const serial = (): number => ++last;
  return ROSTER.map((row, i): Crew => {
    const [id, zh, en, kind, depot, shift, size] = row;
    return {
      id: `crew_${id}`,
      name: { zh, en },
      kind,
      base: at(depots, depot),
      vehicle: { plate: `滨A·D${1_023 + i * 37}`, kind: VEHICLES[kind] },
      shift,
      members: Array.from({ length: size }, (_, k) => memberOf(row, k, nextName(), referenceDate, serial, chance)),
    };
  });
};

const TRUCKS: readonly (readonly [string, number, number])[] = [
  ['gen_1', 500, 8],
  ['gen_1', 200, 10],
  ['gen_2', 800, 6.5],
  ['gen_3', 400, 8],
  ['gen_4', 500, 8],
  ['gen_5', 1_000, 6],
];

export const parkGenerators = (crews: readonly Crew[]): readonly GeneratorTruck[] =>
  TRUCKS.map(([crewId, kw, fuelHours], i) => {
    const crew = crews.find((c) => c.id === `crew_${crewId}`);
    if (!crew) throw new Error(`no crew ${crewId}`);
    return {
      id: `gen_truck_${i + 1}`,
      name: { zh: `发电车${i + 1}`, en: `Genset ${i + 1}` },
      plate: `滨A·F${2_011 + i * 53}`,
      kw,
      fuelHours,
      base: crew.base,
      crew: crew.id,
    };
  });
