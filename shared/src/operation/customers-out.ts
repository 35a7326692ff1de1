import type { ImportantCustomerRef } from '../network/facts.ts';
import type { Expected } from '../network/predict/outlook.ts';
import type { Ranges } from '../network/ranges.ts';
import { intersectRanges, NO_SECTIONS, subtractRanges, unionRanges } from '../network/ranges.ts';
import { incidentsMeeting, openIncidents } from './open-incidents.ts';
import type { CurvePoint, Incident, OperationState, Outlook } from './state.ts';

type WhoIsOut = Pick<Incident, 'extent' | 'restored'>;

/** Customers of one incident who are without supply now, whether that is confirmed or predicted. */
export const customersOut = ({ extent, restored }: WhoIsOut): number => extent.customers - restored.customers;

/** What is known and what is only predicted: two figures that nobody is shown as one. */
export type TwoFigures = { readonly confirmed: number; readonly predicted: number };

export const NOBODY: TwoFigures = { confirmed: 0, predicted: 0 };

/** A number of one incident, as the figure that it is. */
export const asFigures = ({ status }: Pick<Incident, 'status'>, count: number): TwoFigures =>
  status === 'predicted' ? { confirmed: 0, predicted: count } : { confirmed: count, predicted: 0 };

/** Customers of one incident who are without supply now. */
export const figuresOut = (incident: WhoIsOut & Pick<Incident, 'status'>): TwoFigures =>
  asFigures(incident, customersOut(incident));

/** Customers of the whole operation who were without supply at a point of the curve. */
export const figuresAt = ({ customersOut, customersPredicted = 0 }: CurvePoint): TwoFigures => ({
  confirmed: customersOut,
  predicted: customersPredicted,
});

/**
 * What is expected now: what the outlook said, and what has been predicted, confirmed or called off since. As long as an incident is predicted or
 * the interval holds somebody, that is one customer at least: nobody means that everybody has supply.
 */
export const expectedNow = ({ expected, low, high, shown, stated }: Outlook): Expected => {
  const since = (count: number) => Math.max(0, count + stated - shown);
  const somebody = stated > 0 || since(high) > 0 ? 1 : 0;
  return { expected: Math.max(somebody, since(expected)), low: since(low), high: since(high) };
};

export const plus = (a: TwoFigures, b: TwoFigures): TwoFigures => ({
  confirmed: a.confirmed + b.confirmed,
  predicted: a.predicted + b.predicted,
});

export const minus = (a: TwoFigures, b: TwoFigures): TwoFigures => ({
  confirmed: a.confirmed - b.confirmed,
  predicted: a.predicted - b.predicted,
});

/** Sections of one incident that are without supply now. */
export const deadSections = ({ extent, restored }: WhoIsOut): Ranges => subtractRanges(extent.ranges, restored.ranges);

/** Important customers of one incident who are without supply now, or of whom nobody knows whether they have it back. */
export const importantOut = ({ extent, restored }: WhoIsOut): readonly ImportantCustomerRef[] =>
  without(extent.important, restored.important);

/** The important customers in `all` that are not in `some`. */
export const without = (
  all: readonly ImportantCustomerRef[],
  some: readonly ImportantCustomerRef[],
): readonly ImportantCustomerRef[] => {
  const known = new Set(some.map((customer) => customer.servicePoint));
  return all.filter((customer) => !known.has(customer.servicePoint));
};

/** Everyone in the whole operation who is or is taken to be without supply: a balance of the rules, which no screen shows. */
export const totalCustomersOut = (state: OperationState): number => {
  let total = 0;
  for (const incident of openIncidents(state)) total += customersOut(incident);
  return total;
};

/** Those of `ranges` that are without supply because of an incident other than `except`. */
export const deadWithin = (state: OperationState, ranges: Ranges, except: readonly string[] = []): Ranges => {
  const dead: number[] = [];
  for (const incident of incidentsMeeting(state, ranges))
    if (!except.includes(incident.id)) dead.push(...deadSections(incident));
  // Sorted and joined once: one by one would take seconds for every order.
  return intersectRanges(ranges, unionRanges(dead, NO_SECTIONS));
};

/** A danger where nobody is counted as out: a count of nobody would read as if all were well. */
export const isDangerAlone = (incident: Incident): boolean =>
  incident.hazard && incident.status !== 'restored' && customersOut(incident) === 0;
