import { hasSection, intersectRanges, type Ranges } from '../../network/ranges.ts';
import { deadSections } from '../customers-out.ts';
import type { PartlyOut } from '../state.ts';
import { type Book, type CountCustomers, type Exceptional, someone, total } from './book.ts';
import { regainPart } from './regain.ts';

export type Carved = {
  readonly part: Exceptional & { readonly ranges: Ranges; readonly customers: number };
  readonly rest: Exceptional;
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
