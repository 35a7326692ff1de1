import { addDays } from './days.ts';
import type { Trees } from './feeders.ts';
import { at } from './geometry.ts';
import { lonLat } from './projection.ts';
import { type Random, random } from './random.ts';
import type { PastOutage } from './types.ts';
import type { ServicePoint } from './wiring-plan.ts';
import { areaAt } from './zones.ts';

const DAYS = 3 * 365;
/** An ordinary day has none, one or two. */
const PER_DAY = 0.45;
/** Days of typhoons and thunderstorms, counted back from today, and how many outages each brought. */
const STORMS: readonly (readonly [daysAgo: number, outages: number])[] = [
  [96, 42],
  [471, 30],
  [815, 55],
];

/** What fails: how often, how many customers it takes with it, and half of them are back after so many minutes. */
const KINDS = [
  { level: 'LV', weight: 52, customers: [3, 60], median: 70, switchable: false },
  { level: 'HV', weight: 36, customers: [25, 260], median: 85, switchable: false },
  { level: 'HV', weight: 9, customers: [260, 900], median: 80, switchable: true },
  { level: 'HV', weight: 3, customers: [900, 1400], median: 60, switchable: true },
] as const;

const CAUSES = [
  { kind: 'equipmentFailure', weight: 22, slower: 1.3 },
  { kind: 'cableFault', weight: 14, slower: 2.1 },
  { kind: 'treeDown', weight: 15, slower: 1.1 },
  { kind: 'construction', weight: 12, slower: 1.5 },
  { kind: 'overload', weight: 12, slower: 0.6 },
  { kind: 'lightningStrike', weight: 8, slower: 0.9 },
  { kind: 'vehicle', weight: 6, slower: 1.4 },
  { kind: 'animal', weight: 6, slower: 0.6 },
  { kind: 'unknown', weight: 5, slower: 0.8 },
] as const;
const STORM_CAUSES = CAUSES.filter(({ kind }) => ['treeDown', 'lightningStrike', 'equipmentFailure'].includes(kind));

const FARTHER = { urban: 1, rural: 1.35, remote: 1.7 } as const;
const AT_NIGHT = 1.3;
const IN_STORM = 2.6;
/** Spread of durations of one kind: standard deviation of their logarithm. */
const SPREAD = 0.5;
const MOMENTARY = 0.04;

/**
 * Outages of the last three years, oldest first, as a utility's own file would state them: how long they lasted hangs on what failed, why,
 * where, when, and what else was broken. Times are those of China (UTC+8).
 */
export const pastOutages = (
  servicePoints: readonly ServicePoint[],
  trees: Trees,
  referenceDate: string,
  seed: number,
): readonly PastOutage[] => {
  const chance = random(seed, 'outage history');
  const drafts: { day: number; minute: number; storm: boolean }[] = [];
  for (let day = DAYS; day > 0; day--)
    while (chance.chance(PER_DAY / (1 + PER_DAY))) drafts.push({ day, minute: minuteOfDay(chance), storm: false });
  for (const [day, outages] of STORMS)
    for (let i = 0; i < outages; i++) drafts.push({ day, minute: chance.whole(13 * 60, 23 * 60), storm: true });
  drafts.sort((a, b) => b.day - a.day || a.minute - b.minute);
  return drafts.map(({ day, minute, storm }, i): PastOutage => {
    const begin = Date.parse(`${addDays(referenceDate, -day)}T00:00:00+08:00`) + minute * MINUTE;
    const place = chance.pick(servicePoints);
    const feeder = at(trees.feeders, place.feeder);
    const area = areaAt(place.point);
    const kind = weighted(KINDS, chance);
    const cause = weighted(storm ? STORM_CAUSES : CAUSES, chance);
    const night = minute < 7 * 60 || minute >= 22 * 60;
    const usual = kind.median * cause.slower * FARTHER[area] * (night ? AT_NIGHT : 1) * (storm ? IN_STORM : 1);
    const momentary = kind.level === 'HV' && chance.chance(MOMENTARY);
    const duration = momentary
      ? chance.whole(1, 4)
      : Math.max(12, Math.round(usual * Math.exp(SPREAD * chance.normal())));
    const customers = chance.whole(kind.customers[0], kind.customers[1]);
    const [lon, lat] = lonLat(place.point);
    return {
      mRID: `BJ-${String(i + 1).padStart(4, '0')}`,
      reportedStartTime: instant(begin),
      restoredTime: instant(begin + duration * MINUTE),
      lon,
      lat,
      metersAffected: customers,
      causeKind: cause.kind,
      level: kind.level,
      area,
      substation: feeder.substation.id,
      feeder: feeder.id,
      ...(momentary
        ? withoutCrew(begin, duration, customers)
        : withCrew(begin, duration, customers, kind.switchable, chance)),
    };
  });
};

type Course = Pick<PastOutage, 'steps' | 'estimatedRestorationTimes' | 'crewOnSite'>;

const withoutCrew = (begin: number, duration: number, customers: number): Course => ({
  crewOnSite: null,
  steps: [
    { at: instant(begin), metersAffected: customers },
    { at: instant(begin + duration * MINUTE), metersAffected: 0 },
  ],
  estimatedRestorationTimes: [],
});

/** A crew looks, gives a time, and on a longer line switches some of the customers over before it repairs. */
const withCrew = (begin: number, duration: number, customers: number, switchable: boolean, chance: Random): Course => {
  const onSite = begin + Math.round(duration * chance.between(0.2, 0.45)) * MINUTE;
  const said = onSite + Math.min(15, Math.ceil(duration / 10)) * MINUTE;
  const left = Math.round(customers * chance.between(0.3, 0.7));
  const promised = said + duration * chance.between(0.4, 1.1) * MINUTE;
  const switched = Math.round(duration * chance.between(0.5, 0.75));
  return {
    crewOnSite: instant(onSite),
    steps: [
      { at: instant(begin), metersAffected: customers },
      ...(switchable ? [{ at: instant(begin + switched * MINUTE), metersAffected: left }] : []),
      { at: instant(begin + duration * MINUTE), metersAffected: 0 },
    ],
    estimatedRestorationTimes: [{ at: instant(said), ert: instant(Math.ceil(promised / QUARTER) * QUARTER) }],
  };
};

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const instant = (ms: number): string => new Date(ms).toISOString();

/** More is dug, driven and switched on by day. */
const minuteOfDay = (chance: Random): number =>
  chance.chance(0.75) ? chance.whole(7 * 60, 22 * 60 - 1) : chance.whole(22 * 60, 31 * 60 - 1) % (24 * 60);

const weighted = <Item extends { readonly weight: number }>(items: readonly Item[], chance: Random): Item => {
  let left = chance.next() * items.reduce((sum, { weight }) => sum + weight, 0);
  for (const item of items) {
    left -= item.weight;
    if (left < 0) return item;
  }
  return at(items, items.length - 1);
};
