import { NO_SECTIONS, type Ranges, subtractRanges } from '../../network/ranges.ts';
import { customersOut, deadSections } from '../customers-out.ts';
import { minutesBetween } from '../decide/guards.ts';
import type { Incident, OutGroup, PartlyOut } from '../state.ts';

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

/** Who is out in another way than simply as a whole section since the incident's own time. */
export type Exceptional = { readonly lostLater: readonly OutGroup[]; readonly partly: readonly PartlyOut[] };

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

export const byBeginning = (a: { readonly since: string }, b: { readonly since: string }): number =>
  a.since < b.since ? -1 : a.since > b.since ? 1 : 0;

/** Whole sections that are out since `outSince`. */
export const baseGroup = (book: Book): OutGroup => {
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

/** Customer-minutes of those who have supply back at `at`: each counted from its own loss (IEEE 1366, step restoration). */
export const minutesUntil = (groups: readonly OutGroup[], at: string): number =>
  groups.reduce((sum, { customers, since }) => sum + customers * minutesBetween(since, at), 0);

export const total = (counts: readonly { readonly customers: number }[]): number =>
  counts.reduce((sum, { customers }) => sum + customers, 0);

export const someone = ({ customers }: { readonly customers: number }): boolean => customers > 0;
