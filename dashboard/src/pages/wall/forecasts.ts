import { customersOut, figuresOut } from '@relight/shared/operation/customers-out';
import { toldEtr } from '@relight/shared/operation/etr-standing';
import type { OperationState } from '@relight/shared/operation/state';

export type Forecast = {
  readonly at: string;
  /** Of the customers who are confirmed out now, how many will have supply by then, in percent. */
  readonly percent: number;
};

/** The shares worth a point of their own, as is what the last estimate adds to them. */
const SHARES = [50, 80];

/**
 * What the estimates that still lie ahead add up to: when half and four fifths of those who are confirmed out now should be back, and
 * where the estimates end. All are back only when everybody has an estimate, those who are only predicted to be out as well.
 */
export const forecastsOf = (state: OperationState, now: string): readonly Forecast[] => {
  const out = Object.values(state.incidents).filter((incident) => customersOut(incident) > 0);
  const total = out.reduce((sum, incident) => sum + figuresOut(incident).confirmed, 0);
  if (total === 0) return [];
  let back = 0;
  let left = out.length;
  const ahead = out
    .flatMap((incident) => {
      const { etr } = toldEtr(incident, now);
      return etr === null ? [] : [{ at: etr, customers: figuresOut(incident).confirmed }];
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ at, customers }) => {
      back += customers;
      left -= 1;
      // Rounded down: the whole is reached only when really everybody is in it.
      const percent = Math.floor((back / total) * 100);
      return { at, percent: left === 0 ? percent : Math.min(99, percent) };
    })
    // Of several at one time the last holds what all of them come to.
    .filter(({ at }, index, all) => all[index + 1]?.at !== at);
  const chosen = [...SHARES.map((share) => ahead.find((it) => it.percent >= share)), ahead.at(-1)];
  const known = [...new Set(chosen)].filter((it) => it !== undefined && it.percent > 0) as Forecast[];
  // A later estimate of nobody who is confirmed out would say the same share again.
  return known.filter(({ percent }, index) => known[index - 1]?.percent !== percent);
};
