import { hasSection, type Ranges, subtractRanges } from '../../network/ranges.ts';
import type { PartlyOut } from '../state.ts';
import { type Book, type CountCustomers, type Exceptional, someone, total } from './book.ts';

/**
 * Takes the customers of one service point out of a book of whole sections: they are out by themselves from now on, and of their section only
 * the others belong to the rest.
 * @returns how many of them were out, at most `customers`, and the rest
 */
export const carvePoint = (
  book: Book,
  { section, customers }: { readonly section: number; readonly customers: number },
  count: CountCustomers,
): { readonly customers: number; readonly rest: Exceptional } => {
  const whole: Ranges = [section, section + 1];
  const later = book.lostLater.find(({ ranges }) => hasSection(ranges, section));
  const known = book.partly.find((it) => it.section === section);
  const entry = known ?? {
    section,
    interrupted: count(whole),
    out: [{ since: later?.since ?? null, customers: count(whole) }],
  };
  const taken = Math.min(customers, total(entry.out));
  let wanted = taken;
  const out = entry.out.map((one) => {
    const here = Math.min(one.customers, wanted);
    wanted -= here;
    return { ...one, customers: one.customers - here };
  });
  const rest: PartlyOut = { section, interrupted: Math.max(0, entry.interrupted - taken), out: out.filter(someone) };
  return {
    customers: taken,
    rest: {
      lostLater: book.lostLater
        .map((it) =>
          it === later
            ? { ...it, ranges: subtractRanges(it.ranges, whole), customers: it.customers - count(whole) }
            : it,
        )
        .filter(someone),
      partly: known === undefined ? [...book.partly, rest] : book.partly.map((it) => (it === known ? rest : it)),
    },
  };
};
