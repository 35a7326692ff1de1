import { customersOut } from '@relight/shared/operation/customers-out';
import { toldEtr } from '@relight/shared/operation/etr-standing';
import type { OperationState } from '@relight/shared/operation/state';

export type Forecast = {
  readonly at: string;
  /** Of the customers who are out now, how many will have supply by then, in percent. */
  readonly percent: number;
};

/** The shares worth a point of their own; the last estimate always has one. */
const SHARES = [50, 80];

/**
 * What the estimates that still lie ahead add up to: when half and four fifths of those who are out now should be back, and where the
 * estimates end. All are back only when everybody has an estimate.
 */
export const forecastsOf = (state: OperationState, now: string): readonly Forecast[] => {
  const out = Object.values(state.incidents).filter((incident) => customersOut(incident) > 0);
  const total = out.reduce((sum, incident) => sum + customersOut(incident), 0);
  let back = 0;
  const ahead = out
    .flatMap((incident) => {
      const { etr } = toldEtr(incident, now);
      return etr === null ? [] : [{ at: etr, customers: customersOut(incident) }];
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ at, customers }) => {
      back += customers;
      // Rounded down: the whole is reached only when really everybody is in it.
      return { at, percent: Math.floor((back / total) * 100) };
    });
  const chosen = [...SHARES.map((share) => ahead.find((it) => it.percent >= share)), ahead.at(-1)];
  return [...new Set(chosen)].filter((it) => it !== undefined && it.percent > 0) as Forecast[];
};
