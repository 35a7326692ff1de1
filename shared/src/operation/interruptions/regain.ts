import { hasSection, intersectRanges, NO_SECTIONS, subtractRanges } from '../../network/ranges.ts';
import { customersOut } from '../customers-out.ts';
import type { OutGroup, PartlyOut } from '../state.ts';
import {
  type Book,
  baseGroup,
  byBeginning,
  type CountCustomers,
  type Exceptional,
  outGroups,
  type Part,
  someone,
  total,
} from './book.ts';

export type Regained = Exceptional & {
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
