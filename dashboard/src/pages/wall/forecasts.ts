import { customersOut } from '@relight/shared/operation/customers-out';
import type { OperationState } from '@relight/shared/operation/state';

export type Forecast = {
  readonly kind: 'next' | 'most' | 'all';
  readonly at: string;
  /** Of the customers who are out now, how many will have supply by then, in percent. */
  readonly percent: number;
};

/** From this share on, most are back. */
const MOST = 80;

/**
 * What the estimates that still lie ahead add up to: the next one, the one that brings four out of five back, and the last one if
 * everybody has an estimate. Never a promise for customers nobody has estimated.
 */
export const forecastsOf = (state: OperationState, now: string): readonly Forecast[] => {
  const out = Object.values(state.incidents).filter((incident) => customersOut(incident) > 0);
  const total = out.reduce((sum, incident) => sum + customersOut(incident), 0);
  let back = 0;
  const ahead = out
    .filter((incident) => incident.etr !== null && incident.etr.at > now)
    .map((incident) => ({ at: incident.etr?.at ?? now, customers: customersOut(incident) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .map(({ at, customers }) => {
      back += customers;
      // Rounded down: the whole is reached only when really everybody is in it.
      return { at, percent: Math.floor((back / total) * 100) };
    });
  const all = ahead.find((it) => it.percent === 100);
  const most = ahead.find((it) => it.percent >= MOST && it.at !== all?.at);
  const next = ahead.find((it) => it.at !== all?.at && it.at !== most?.at);
  const named = (kind: Forecast['kind'], it: Omit<Forecast, 'kind'> | undefined) =>
    it === undefined ? [] : [{ ...it, kind }];
  return [...named('next', next), ...named('most', most), ...named('all', all)].sort((a, b) => (a.at < b.at ? -1 : 1));
};
