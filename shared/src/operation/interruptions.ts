import {
  hasSection,
  intersectRanges,
  NO_SECTIONS,
  type Ranges,
  subtractRanges,
  unionRanges,
} from '../network/ranges.ts';
import { customersOut, deadSections } from './customers-out.ts';
import { minutesBetween } from './decide/guards.ts';
import type { Incident, OutGroup, PartlyOut } from './state.ts';

/** What an incident knows of who lost supply when. */
export type Book = Pick<
  Incident,
  'extent' | 'restored' | 'outSince' | 'lostLater' | 'partly' | 'steps' | 'customerMinutes'
>;

/** The number of customers in whole sections. A replica without a network model only takes all or a number of them and needs none. */
export type CountCustomers = (ranges: Ranges) => number;

/** Of whom supply changes: whole sections, and a number of customers in each of some others. */
export type Part = {
  readonly ranges: Ranges;
  readonly some: readonly { readonly section: number; readonly customers: number }[];
};

type Open = { readonly lostLater: readonly OutGroup[]; readonly partly: readonly PartlyOut[] };

/** Those who are out, by when they lost supply, oldest first. */
export const outGroups = (book: Book): readonly OutGroup[] =>
  [
    baseGroup(book),
    ...book.lostLater,
    ...book.partly.flatMap(({ out }) =>
      out.map(({ customers, since }) => ({ ranges: NO_SECTIONS, customers, since: since ?? book.outSince })),
    ),
  ]
    .filter(({ customers }) => customers > 0)
    .sort(byBeginning);

const byBeginning = (a: { readonly since: string }, b: { readonly since: string }): number =>
  a.since < b.since ? -1 : a.since > b.since ? 1 : 0;

/** Whole sections that are out since `outSince`. */
const baseGroup = (book: Book): OutGroup => {
  let ranges = deadSections(book);
  let customers = customersOut(book);
  for (const later of book.lostLater) {
    ranges = subtractRanges(ranges, later.ranges);
    customers -= later.customers;
  }
  for (const { section, out } of book.partly) {
    ranges = subtractRanges(ranges, [section, section + 1]);
    customers -= total(out);
  }
  return { ranges, customers: Math.max(0, customers), since: book.outSince };
};

export type Regained = Open & {
  readonly customers: number;
  /** By when they had lost supply. */
  readonly groups: readonly OutGroup[];
};

/** Everyone who is out has supply back. */
export const regainAll = (book: Book): Regained => ({
  customers: customersOut(book),
  groups: outGroups(book),
  lostLater: [],
  partly: book.partly.map((it) => ({ ...it, out: [] })),
});

/** A number of customers have supply back, nobody knows who: those who waited longest are taken to be the ones. */
export const regainNumber = (book: Book, customers: number): Regained => {
  if (customers >= customersOut(book)) return regainAll(book);
  let wanted = customers;
  const groups: OutGroup[] = [];
  const left = new Map<OutGroup | PartlyOut['out'][number], number>();
  const waiting = [
    { of: null, ...baseGroup(book) },
    ...book.lostLater.map((of) => ({ of, ...of })),
    ...book.partly.flatMap(({ out }) => out.map((of) => ({ of, ...of, since: of.since ?? book.outSince }))),
  ].sort(byBeginning);
  for (const { of, since, customers: there } of waiting) {
    const taken = Math.min(there, wanted);
    if (taken === 0) continue;
    wanted -= taken;
    groups.push({ ranges: NO_SECTIONS, customers: taken, since });
    if (of !== null) left.set(of, there - taken);
  }
  return {
    customers,
    groups,
    lostLater: book.lostLater.map((it) => ({ ...it, customers: left.get(it) ?? it.customers })),
    partly: book.partly.map((it) => ({
      ...it,
      out: it.out.map((one) => ({ ...one, customers: left.get(one) ?? one.customers })).filter(someone),
    })),
  };
};

/** A part of the dead sections has supply back. */
export const regainPart = (book: Book, part: Part, count: CountCustomers): Regained => {
  const groups: OutGroup[] = [];
  const lostLater: OutGroup[] = [];
  const some = new Map(part.some.map((it) => [it.section, it.customers]));
  const partly: PartlyOut[] = [];

  for (const entry of book.partly) {
    const whole = hasSection(part.ranges, entry.section);
    const taken = takeOldest(entry.out, book.outSince, whole ? total(entry.out) : (some.get(entry.section) ?? 0));
    some.delete(entry.section);
    groups.push(
      ...taken.taken.map(({ customers, since }) => ({
        ranges: NO_SECTIONS,
        customers,
        since: since ?? book.outSince,
      })),
    );
    partly.push({ ...entry, out: taken.left });
  }
  const base = baseGroup(book);
  for (const group of [base, ...book.lostLater]) {
    let left = group;
    const back = intersectRanges(group.ranges, part.ranges);
    if (back.length > 0) {
      const rest = subtractRanges(group.ranges, back);
      const customers = rest.length === 0 ? group.customers : Math.min(count(back), group.customers);
      groups.push({ ranges: back, customers, since: group.since });
      left = { ranges: rest, customers: group.customers - customers, since: group.since };
    }
    // A whole section of which some have supply back is kept as a section of its own from now on.
    for (const [section, customers] of some) {
      if (!hasSection(left.ranges, section)) continue;
      const there = Math.min(count([section, section + 1]), left.customers);
      const taken = Math.min(customers, there);
      groups.push({ ranges: NO_SECTIONS, customers: taken, since: group.since });
      partly.push({
        section,
        interrupted: there,
        out: [{ since: group === base ? null : group.since, customers: there - taken }].filter(someone),
      });
      left = {
        ranges: subtractRanges(left.ranges, [section, section + 1]),
        customers: left.customers - there,
        since: group.since,
      };
    }
    if (group !== base && left.customers > 0) lostLater.push(left);
  }
  const met = groups.filter(someone);
  return { customers: total(met), groups: met, lostLater, partly: partly.filter((it) => !isWhole(it, count)) };
};

/** Customer-minutes of those who have supply back at `at`: each counted from its own loss (IEEE 1366, step restoration). */
export const minutesUntil = (groups: readonly OutGroup[], at: string): number =>
  groups.reduce((sum, { customers, since }) => sum + customers * minutesBetween(since, at), 0);

export type Lost = Open & {
  readonly customers: number;
  /** Of them, how many had been interrupted and restored before. */
  readonly again: number;
  readonly ranges: Ranges;
  readonly since: string;
  readonly customerMinutesReturned: number;
};

/**
 * Sections lose supply at `at`. Those that the incident had restored before go on from their first loss where the interruption counts
 * as one (`continues`, asked with the instant of the restoration), and the minutes counted for them are taken back; else a new one begins.
 */
export const lose = (
  book: Book,
  part: Part,
  at: string,
  count: CountCustomers,
  continues: (restoredAt: string) => boolean,
): Lost => {
  const lostLater = new Map(book.lostLater.map((it) => [it.since, it]));
  const partly = new Map(book.partly.map((it) => [it.section, it]));
  let customers = 0;
  let again = 0;
  let returned = 0;
  let since = at;
  const lost = (ranges: Ranges, when: string): number => {
    const number = count(ranges);
    customers += number;
    if (when < since) since = when;
    const before = lostLater.get(when);
    if (when !== book.outSince)
      lostLater.set(when, {
        ranges: unionRanges(before?.ranges ?? [], ranges),
        customers: (before?.customers ?? 0) + number,
        since: when,
      });
    return number;
  };

  let whole = part.ranges;
  const some = [...part.some];
  for (const { section } of book.partly) {
    if (!hasSection(whole, section)) continue;
    whole = subtractRanges(whole, [section, section + 1]);
    some.push({ section, customers: count([section, section + 1]) - total(partly.get(section)?.out ?? []) });
  }
  const fresh = subtractRanges(whole, book.extent.ranges);
  if (fresh.length > 0) lost(fresh, at);
  let before = subtractRanges(whole, fresh);
  for (const group of restoredGroups(book, before, count)) {
    before = subtractRanges(before, group.ranges);
    const goesOn = continues(group.restoredAt);
    again += lost(group.ranges, goesOn ? group.since : at);
    if (goesOn) returned += group.customers * minutesBetween(group.since, group.restoredAt);
  }
  if (before.length > 0) again += lost(before, at);

  for (const { section, customers: number } of some) {
    if (number <= 0) continue;
    const known = hasSection(book.extent.ranges, section);
    const entry = partly.get(section) ?? {
      section,
      interrupted: known ? count([section, section + 1]) : 0,
      out: [],
    };
    const repeated = Math.min(number, entry.interrupted - total(entry.out));
    again += repeated;
    customers += number;
    partly.set(section, {
      section,
      interrupted: entry.interrupted + number - repeated,
      out: [...entry.out, { since: at, customers: number }],
    });
  }
  return {
    customers,
    again,
    ranges: some.reduce<Ranges>((all, { section }) => unionRanges(all, [section, section + 1]), whole),
    since,
    customerMinutesReturned: Math.min(returned, book.customerMinutes),
    lostLater: [...lostLater.values()],
    partly: [...partly.values()],
  };
};

export type Carved = {
  readonly part: Open & { readonly ranges: Ranges; readonly customers: number };
  readonly rest: Open;
};

/** Takes out of a book everyone who is out in these sections, as a book of their own with the same beginning. */
export const carve = (book: Book, ranges: Ranges, count: CountCustomers): Carved => {
  const taken = intersectRanges(deadSections(book), ranges);
  const { customers, lostLater } = regainPart(book, { ranges: taken, some: [] }, count);
  const inside = ({ section }: PartlyOut) => hasSection(taken, section);
  return {
    part: {
      ranges: taken,
      customers,
      lostLater: book.lostLater
        .map((it) => {
          const mine = intersectRanges(it.ranges, taken);
          return { ...it, ranges: mine, customers: mine.length === 0 ? 0 : Math.min(count(mine), it.customers) };
        })
        .filter(someone),
      partly: book.partly.filter(inside).map((it) => ({ ...it, interrupted: total(it.out) })),
    },
    rest: { lostLater, partly: book.partly.filter((it) => !inside(it)) },
  };
};

const total = (counts: readonly { readonly customers: number }[]): number =>
  counts.reduce((sum, { customers }) => sum + customers, 0);

const someone = ({ customers }: { readonly customers: number }): boolean => customers > 0;

/** Nothing special about the section any more: all of it was interrupted, and all of it has supply. */
const isWhole = ({ section, interrupted, out }: PartlyOut, count: CountCustomers): boolean =>
  out.length === 0 && interrupted >= count([section, section + 1]);

const takeOldest = (out: PartlyOut['out'], outSince: string, customers: number) => {
  let wanted = customers;
  const taken: PartlyOut['out'][number][] = [];
  const left: PartlyOut['out'][number][] = [];
  const began = ({ since }: PartlyOut['out'][number]) => ({ since: since ?? outSince });
  for (const one of out.toSorted((a, b) => byBeginning(began(a), began(b)))) {
    const now = Math.min(one.customers, wanted);
    wanted -= now;
    if (now > 0) taken.push({ ...one, customers: now });
    if (one.customers > now) left.push({ ...one, customers: one.customers - now });
  }
  return { taken, left };
};

export type RestoredGroup = OutGroup & { readonly restoredAt: string };

/** Of sections that have supply back: when they had lost it and got it back the last time. */
export const restoredGroups = (
  book: Pick<Book, 'steps' | 'outSince'>,
  ranges: Ranges,
  count: CountCustomers,
): readonly RestoredGroup[] => {
  const found: RestoredGroup[] = [];
  let left = ranges;
  for (const step of book.steps.toReversed()) {
    for (const group of step.groups) {
      const back = intersectRanges(left, group.ranges);
      if (back.length === 0) continue;
      left = subtractRanges(left, back);
      found.push({ ranges: back, customers: count(back), since: group.since, restoredAt: step.at });
    }
  }
  return found;
};
