import { hasSection, intersectRanges, type Ranges, subtractRanges, unionRanges } from '../../network/ranges.ts';
import { minutesBetween } from '../decide/guards.ts';
import type { OutGroup } from '../state.ts';
import { type Book, type CountCustomers, type Exceptional, type Part, total } from './book.ts';

export type Lost = Exceptional & {
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
